const fs = require('node:fs');
const path = require('node:path');
const { load } = require('./load');

const source = path.join(__dirname, '../src');
const scripts = path.join(source, 'FileCabinet/SuiteScripts/Turnstone');
const read = (...names) => fs.readFileSync(path.join(...names), 'utf8');
const objects = Object.fromEntries(fs.readdirSync(path.join(source, 'Objects'))
  .map((name) => [path.basename(name, '.xml'), read(source, 'Objects', name)]));
const setup = read(__dirname, '../../docs/netsuite-setup.md');

test('every object is named by its file and closed', () => {
  for (const [name, xml] of Object.entries(objects)) {
    expect(xml).toContain(`scriptid="${name}"`);
    const tags = [...xml.matchAll(/<(\/?)([a-z]+)[^>]*>/g)];
    const open = [];
    for (const [, closes, tag] of tags) {
      if (!closes) {
        open.push(tag);
      } else {
        expect(open.pop()).toBe(tag);
      }
    }
    expect(open).toEqual([]);
  }
});

test('every script file belongs to one script object and says which kind it is', () => {
  const used = Object.values(objects).flatMap((xml) => [...xml.matchAll(/\[\/SuiteScripts\/Turnstone\/([a-z]+\.js)\]/g)])
    .map((match) => match[1]).sort();
  const files = fs.readdirSync(scripts).filter((name) => name.endsWith('.js')).sort();
  expect(used).toEqual(files);
  for (const file of files) {
    const root = { Restlet: 'restlet', UserEventScript: 'usereventscript', SDFInstallationScript: 'sdfinstallationscript' };
    const kind = /@NScriptType (\w+)/.exec(read(scripts, file))[1];
    expect(objects[`customscript_turnstone_${path.basename(file, '.js')}`]).toMatch(new RegExp(`^<${root[kind]} `));
  }
});

test('only the integration role may call a RESTlet', () => {
  for (const xml of Object.values(objects).filter((text) => text.startsWith('<restlet'))) {
    expect(xml).toContain('<allroles>F</allroles>');
    expect(xml).toContain('<audslctrole>[scriptid=customrole_turnstone]</audslctrole>');
  }
});

test('the role has exactly the permissions that the setup page gives a reason for', () => {
  const granted = [...objects.customrole_turnstone.matchAll(/<permkey>(\w+)<\/permkey>\s*<permlevel>(\w+)</g)]
    .map(([, key, level]) => `${key} ${level}`).sort();
  const explained = [...setup.matchAll(/^\| `((?:ADMI|LIST|TRAN|REPO)_\w+)` \|[^|]*\| (\w+) \|/gm)]
    .map(([, key, level]) => `${key} ${level.toUpperCase()}`).sort();
  expect(granted).toEqual(explained);
  expect(objects.customrole_turnstone).not.toContain('ADMI_PERIODOVERRIDE');
});

test('the setup page names every field, script and parameter of the project', () => {
  const names = [...Object.keys(objects), 'custscript_turnstone_push_url', 'custscript_turnstone_push_user',
    'custsecret_turnstone_push', 'customsearch_turnstone_postings'];
  expect(names.filter((name) => !setup.includes(name))).toEqual([]);
});

describe('the installation', () => {
  const start = (there) => {
    const made = [];
    const search = {
      Type: { TRANSACTION: 'transaction' },
      Sort: { DESC: 'DESC' },
      load: () => {
        if (!there) {
          throw new Error('no such search');
        }
      },
      create: (options) => ({ save: () => made.push(options) }),
      createColumn: (column) => column,
    };
    return { made, install: load('install', { 'N/search': search, 'N/log': { audit: () => {} } }) };
  };

  test('makes the saved search once', () => {
    const { made, install } = start(false);
    install.run();
    expect(made).toMatchObject([{ id: 'customsearch_turnstone_postings', isPublic: false }]);
  });

  test('leaves one that is there as it is', () => {
    const { made, install } = start(true);
    install.run();
    expect(made).toEqual([]);
  });
});
