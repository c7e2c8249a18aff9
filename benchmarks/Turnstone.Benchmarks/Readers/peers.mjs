// Reads a file with an open reader from npm, installed in a folder outside the repository, and prints a line of JSON:
// entries, and processor seconds of each pass. Peers that read text get it in memory; those that stream read the disk.
import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, name, file, passes] = process.argv.slice(2);
const need = createRequire(`${folder}/`);

function drained(stream, isEntry) {
  return new Promise((resolve, reject) => {
    let entries = 0;
    stream.on('data', (item) => { entries += isEntry(item) ? 1 : 0; });
    stream.on('error', reject);
    stream.on('end', () => resolve(entries));
  });
}

const sum = (statements) => statements.reduce((entries, one) => entries + one.transactions.length, 0);

const readers = {
  'mt940js': (text) => { const { Parser } = need('mt940js'); return sum(new Parser().parse(text)); },
  '@centrapay/swift-parser': (text) => sum(need('@centrapay/swift-parser').parse({ type: 'mt940', data: text })),
  'ofx-js': async (text) => {
    const { OFX } = await need('ofx-js').parseStrict(text);
    return [OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS.BANKTRANLIST.STMTTRN].flat().length;
  },
  'x12-parser': () => {
    const { X12parser } = need('x12-parser');
    return drained(createReadStream(file).pipe(new X12parser()), (segment) => segment.name === 'RMR');
  },
  '@ach/ach': async () => {
    const parser = need('@ach/ach')().getParser('ach');
    const files = [];
    await drained(createReadStream(file).pipe(parser), (whole) => files.push(whole) > 0);
    return files.flatMap((whole) => whole.batches).reduce((entries, batch) => entries + batch.entries.length, 0);
  },
};

const text = name.includes('x12') || name.includes('ach') ? '' : readFileSync(file, 'latin1');
const seconds = [];
let entries = 0;
for (let pass = 0; pass < Number(passes); pass += 1) {
  const before = process.cpuUsage();
  entries = await readers[name](text);
  const { user, system } = process.cpuUsage(before);
  seconds.push((user + system) / 1e6);
}

console.log(JSON.stringify({ entries, seconds }));
