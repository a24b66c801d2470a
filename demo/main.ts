import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { shownCompany } from './defects.ts';
import { writeCompany } from './write/write-company.ts';

/** Runs the main job on the demo company: its year is written as real Git repositories, and the real program does the rest. */
const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'src', 'main.ts');
const folder = join(process.env.TICKMARK_DATA ?? join(root, '.tickmark'), 'demo');
const company = join(folder, 'company');
const packageFolder = join(folder, 'package');
const environment = { ...process.env, TICKMARK_DATA: join(folder, 'data'), DATABASE_URL: undefined };

interface Ran {
  readonly code: number;
  readonly out: string;
}

/** Runs one command of Tickmark as a person would. What it prints is shown, or kept. */
function tickmark(args: readonly string[], show: boolean): Promise<Ran> {
  if (!values.json) process.stdout.write(`\n$ tickmark ${args.map((one) => one.replace(`${folder}/`, '')).join(' ')}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: company,
      env: environment,
      stdio: ['ignore', show ? 'inherit' : 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 2, out }));
  });
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main(): Promise<number> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(company, { recursive: true });
  say('Writing a year of Harbourlight (demo): 15 repositories, policies and records');
  await writeCompany(shownCompany(), company, process.env.PATH);
  const collected = await tickmark(['collect'], !values.json);
  if (collected.code !== 0 && collected.code !== 3) return collected.code;
  const assessed = await tickmark(['assess', '--audit', 'type-2-2025', ...(values.json ? ['--json'] : [])], !values.json);
  if (assessed.code === 2) return assessed.code;
  const exported = await tickmark(['export', '--audit', 'type-2-2025', '--out', packageFolder], !values.json);
  if (exported.code !== 0) return exported.code;
  const verified = await tickmark(['verify', packageFolder, '--own-key'], !values.json);
  if (values.json) process.stdout.write(assessed.out);
  else if (verified.code === 0) process.stdout.write(`\nThe report: ${join(packageFolder, 'index.html')}\n`);
  return verified.code;
}

if (values.help)
  process.stdout.write(
    'npm run demo [-- --once] [-- --json]\n\nMakes the demo company, collects, assesses its year, exports the audit package and verifies it.\n',
  );
else process.exitCode = await main();
