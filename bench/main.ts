/** `npm run bench -- NAME… [--size N] [--rounds N]`: measures the product beside its peers and the machine's own limits, in one run. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import type { Bench } from './harness.ts';
import { ensurePeers } from './peers.ts';
import { machineText, reportText } from './print-report.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string' }, rounds: { type: 'string', default: '3' } },
});

function listing(): string {
  const lines = benches.map(({ name, title, defaultSize }) => `  ${name.padEnd(12)} ${title} (size ${defaultSize.toLocaleString('en')})`);
  return `npm run bench -- NAME… [--size N] [--rounds N]\n\n${lines.join('\n')}\n  all          every one of them\n`;
}

function chosen(names: readonly string[]): readonly Bench[] | string {
  if (names.includes('all')) return benches;
  const unknown = names.find((name) => benches.every((one) => one.name !== name));
  return unknown === undefined ? benches.filter(({ name }) => names.includes(name)) : `There is no bench ${unknown}.\n\n${listing()}`;
}

function count(text: string, option: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new RangeError(`--${option} takes a whole number above 0, not ${text}`);
}

const picked = chosen(positionals);
if (typeof picked === 'string') {
  process.stderr.write(picked);
  process.exitCode = 2;
} else if (picked.length === 0) process.stdout.write(listing());
else {
  ensurePeers();
  const [only] = picked;
  if (picked.length === 1 && only !== undefined) await measure(only);
  else process.exitCode = inProcessesOfTheirOwn(picked.map(({ name }) => name));
}

async function measure({ name, title, defaultSize, run }: Bench): Promise<void> {
  const rounds = count(values.rounds, 'rounds');
  const size = values.size === undefined ? defaultSize : count(values.size, 'size');
  const report = await run({ size, rounds });
  const options = `${values.size === undefined ? '' : ` --size ${size}`}${values.rounds === '3' ? '' : ` --rounds ${rounds}`}`;
  process.stdout.write(`${reportText(title, `npm run bench -- ${name}${options}`, report)}\n${machineText()}\n\n`);
}

/** So that none inherits the memory, or what the engine has learned, of another. @returns the worst exit code */
function inProcessesOfTheirOwn(names: readonly string[]): number {
  const options = Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
  const codes = names.map(
    (name) => spawnSync(process.execPath, [fileURLToPath(import.meta.url), name, ...options], { stdio: 'inherit' }).status ?? 2,
  );
  return Math.max(...codes);
}
