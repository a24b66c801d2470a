// Writes the folder of a new connector from scripts/connector-template: node scripts/new-connector.mjs <name> [--into <folder of connectors>]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './setup.mjs';

const [id, flag, given] = process.argv.slice(2);
const into = flag === '--into' && given ? given : join(root, 'src', 'connectors');

if (id === undefined || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || (flag !== undefined && flag !== '--into')) {
  process.stderr.write('Give the vendor a name of small letters, digits and dashes: npm run new:connector -- acme-cloud\n');
  process.exit(2);
}
const folder = join(into, id);
if (existsSync(folder)) {
  process.stderr.write(`${relative(root, folder)} exists already. Nothing was written.\n`);
  process.exit(2);
}

const words = id.split('-');
const capital = (word) => word[0].toUpperCase() + word.slice(1);
const name = words.map((word, place) => (place === 0 ? word : capital(word))).join('');
const values = { id, name, Name: capital(name), title: words.map(capital).join(' ') };
const template = join(root, 'scripts', 'connector-template');

mkdirSync(folder, { recursive: true });
for (const file of readdirSync(template)) {
  const target = file === 'test.ts.txt' ? `${id}.test.ts` : file.replace(/\.txt$/, '');
  const text = readFileSync(join(template, file), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, key) => values[key]);
  writeFileSync(join(folder, target), text, { flag: 'wx' });
}

// Lines are as long as the name makes them, and imports sorted by it.
spawnSync(process.execPath, [join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '--write', folder], {
  cwd: root,
  stdio: 'ignore',
});

process.stdout.write(`${relative(root, folder)} is written. Make it say what the vendor says, then add to src/connectors/index.ts:

  import { ${name} } from './${id}/index.ts';
  export const connectors = { …, ${/^[a-z0-9]+$/.test(id) ? name : `'${id}': ${name}`} };

docs/guides/author-connector.md goes through it step by step. Try it: npm test -- src/connectors/${id}
`);
