const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '../src/FileCabinet/SuiteScripts/Turnstone');

/** Loads a script as NetSuite does: its N/ modules are the stubs given, its own modules are read from the project. */
function load(name, stubs = {}) {
  const file = path.join(root, name.endsWith('.js') ? name : `${name}.js`);
  let exported;
  const define = (names, make) => {
    exported = make(...names.map((each) => {
      if (each.startsWith('N/')) {
        if (!(each in stubs) && each !== 'N/error') {
          throw new Error(`${name} needs ${each}, which the test did not give.`);
        }
        return stubs[each] ?? error;
      }
      return load(path.relative(root, path.join(path.dirname(file), each)), stubs);
    }));
  };
  new Function('define', fs.readFileSync(file, 'utf8'))(define);
  return exported;
}

/** N/error: an error that keeps its name. */
const error = {
  create: ({ name, message }) => Object.assign(new Error(message), { name }),
};

/** What a script said no to. */
function refusalOf(act) {
  try {
    act();
  } catch (reason) {
    return reason.name;
  }
  return null;
}

module.exports = { load, refusalOf };
