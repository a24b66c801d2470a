import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseInstant } from '../src/kernel/time.ts';
import { shownCompany, shownGithub } from './defects.ts';
import { readingToken } from './github/reading-token.ts';
import { type PretendGithub, startGithub } from './github/server.ts';
import { live } from './live.ts';
import { Stopped, tickmarkIn } from './run-tickmark.ts';
import { serve } from './serve.ts';
import { type SimulatedClockServer, startClock } from './simulated-clock.ts';
import { programAsOf, writeProgram } from './write/write-program.ts';

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
const folder = resolve(process.env.TICKMARK_DATA ?? join(root, '.tickmark'), 'demo');
const companyFolder = join(folder, 'company');
const TOKEN_IN = 'HARBOURLIGHT_GITHUB_TOKEN';
const TOKEN = 'github_pat_demo_reads_and_never_writes';

/** The first looks, before the year begins, so that it is seen whole. */
const BEGINS = '2024-12-29T02:00:00Z';

/** A day passes in a fraction of a second: limits that GitHub sets by the minute would be met at once. */
const PLENTY = Number.MAX_SAFE_INTEGER;
const DAYS_IN_A_MINUTE = { core: PLENTY, graphql: PLENTY, perMinute: { core: PLENTY, graphql: PLENTY } };

/** What the commands are started with. Whatever they load is kept compiled: some twenty are started. */
function environmentOf(): NodeJS.ProcessEnv {
  const kept = { TICKMARK_DATA: join(folder, 'data'), NODE_COMPILE_CACHE: join(folder, 'compiled') };
  return { ...process.env, ...kept, DATABASE_URL: undefined, [TOKEN_IN]: TOKEN };
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
    return await liveWith(github, clock);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    say('The demo stops here: a command could not do what it was asked, and says why above.');
    return 2;
  } finally {
    clock.close();
    await github.close();
  }
}

async function liveWith(github: PretendGithub, clock: SimulatedClockServer): Promise<number> {
  say('Living through the year on a simulated clock: one look a day. This takes a few minutes.');
  const tickmark = tickmarkIn({ company: companyFolder, folder, environment: environmentOf(), quiet: values.json });
  const passUntil = async (until: string): Promise<void> => {
    await programAsOf(parseInstant(until), { folder: companyFolder, path: process.env.PATH });
    await tickmark.begun('simulate', '--host', clock.url, '--begins', BEGINS, '--until', until);
  };
  const lived = await live({ tickmark, passUntil, folder, json: values.json });
  const { requests, notModified, points } = github.counts();
  say(`The pretend GitHub answered ${requests.toLocaleString('en-US')} requests, ${notModified.toLocaleString('en-US')} of them "not modified".`);
  if (points === 0) return 2;
  if (values.json) process.stdout.write(lived.assessment);
  else if (lived.code === 0) {
    const written = { 'The report': 'package/index.html', 'The auditor’s workpapers': 'workpapers', 'Drafts of documents': 'drafts' };
    process.stdout.write(
      `\n${Object.entries(written)
        .map(([what, path]) => `${what}: ${join(folder, path)}\n`)
        .join('')}`,
    );
  }
  return lived.code;
}

if (values.help)
  process.stdout.write(
    'npm run demo [-- --once] [-- --json] [-- --enterprise]\n               [-- --serve]\n\nLives through the demo company’s year and its two audits on a simulated clock, exports the audit package and verifies it.\n--enterprise  the plan that keeps an audit log\n--serve       only starts the pretend GitHub, to look at it by hand\n',
  );
else if (values.serve) await serve();
else process.exitCode = await main();
