import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseInstant } from '../src/kernel/time.ts';
import { shownCompany, shownGithub } from './defects.ts';
import { readingToken } from './github/reading-token.ts';
import { type PretendGithub, startGithub } from './github/server.ts';
import { serve } from './serve.ts';
import { type SimulatedClockServer, startClock } from './simulated-clock.ts';
import { writeProgram } from './write/write-program.ts';

/** Lives through a year of the demo company: a pretend GitHub tells what happened, policies and records lie in a Git repository, and the real program does the rest. */
const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    enterprise: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'src', 'main.ts');
const folder = join(process.env.TICKMARK_DATA ?? join(root, '.tickmark'), 'demo');
const companyFolder = join(folder, 'company');
const packageFolder = join(folder, 'package');
const TOKEN_IN = 'HARBOURLIGHT_GITHUB_TOKEN';
const TOKEN = 'github_pat_demo_reads_and_never_writes';

/** The first looks, before the year begins, so that it is seen whole; and the last one, when its last record was written down. */
const BEGINS = '2024-12-29T02:00:00Z';
const UNTIL = '2026-02-01T02:00:00Z';

/** A day passes in a fraction of a second: limits that GitHub sets by the minute would be met at once. */
const PLENTY = Number.MAX_SAFE_INTEGER;
const DAYS_IN_A_MINUTE = { core: PLENTY, graphql: PLENTY, perMinute: { core: PLENTY, graphql: PLENTY } };

interface Ran {
  readonly code: number;
  readonly out: string;
}

/** Runs one command of Tickmark as a person would. What it prints is shown, or kept. */
function tickmark(args: readonly string[], show: boolean): Promise<Ran> {
  if (!values.json) process.stdout.write(`\n$ tickmark ${args.map((one) => one.replace(`${folder}/`, '')).join(' ')}\n`);
  const env = { ...process.env, TICKMARK_DATA: join(folder, 'data'), DATABASE_URL: undefined, [TOKEN_IN]: TOKEN };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: companyFolder, env, stdio: ['ignore', show ? 'inherit' : 'pipe', 'inherit'] });
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
  await mkdir(companyFolder, { recursive: true });
  say('Making a year of Harbourlight (demo): 15 repositories on a pretend GitHub, policies and records');
  const world = shownGithub(values.enterprise ? 'enterprise' : 'team');
  const now = parseInstant(BEGINS);
  const github = await startGithub({ world, tokens: [readingToken(world, TOKEN)], now, allowance: DAYS_IN_A_MINUTE });
  const clock = await startClock(github.setNow);
  try {
    await writeProgram(shownCompany(), world, { folder: companyFolder, url: github.url, tokenIn: TOKEN_IN, path: process.env.PATH });
    return await live(github, clock);
  } finally {
    clock.close();
    await github.close();
  }
}

async function live(github: PretendGithub, clock: SimulatedClockServer): Promise<number> {
  say('Living through the year on a simulated clock: one look a day. This takes a few minutes.');
  const lived = await tickmark(['simulate', '--host', clock.url, '--begins', BEGINS, '--until', UNTIL], !values.json);
  if (lived.code === 2) return lived.code;
  const { requests, notModified, points } = github.counts();
  say(`The pretend GitHub answered ${requests.toLocaleString('en-US')} requests, ${notModified.toLocaleString('en-US')} of them "not modified".`);
  if (points === 0) return 2;
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
    'npm run demo [-- --once] [-- --json] [-- --enterprise]\n               [-- --serve]\n\nLives through the demo company’s year on a simulated clock, assesses it, exports the audit package and verifies it.\n--enterprise  the plan that keeps an audit log\n--serve       only starts the pretend GitHub, to look at it by hand\n',
  );
else if (values.serve) await serve();
else process.exitCode = await main();
