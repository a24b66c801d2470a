import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseInstant } from '../src/kernel/time.ts';
import { shownCompany, shownGithub } from './defects.ts';
import { readingToken } from './github/reading-token.ts';
import { type PretendGithub, startGithub } from './github/server.ts';
import type { GithubWorld } from './github/world.ts';
import { assessInTheEnd, handOver, IN_THE_END, live } from './live.ts';
import { isLived, type Mark, markLived, versionOf } from './lived.ts';
import { EVERY, HOW_OFTEN, looksAroundChanges, looksFile } from './looks.ts';
import { Stopped, tickmarkIn } from './run-tickmark.ts';
import { serve } from './serve.ts';
import { showPages } from './show-pages.ts';
import { type SimulatedClockServer, startClock } from './simulated-clock.ts';
import { programAsOf, writeProgram } from './write/write-program.ts';

/** Lives through a year of the demo company: a pretend GitHub tells what happened, policies and records lie in a Git repository, and the real program does the rest. */
const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    enterprise: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(process.env.TICKMARK_DATA ?? join(root, '.tickmark'), 'demo');
const companyFolder = join(folder, 'company');
const data = join(folder, 'data');
const TOKEN_IN = 'HARBOURLIGHT_GITHUB_TOKEN';
const TOKEN = 'github_pat_demo_reads_and_never_writes';

/** The first looks, before the year begins, so that it is seen whole. */
const BEGINS = '2024-12-29T02:00:00Z';

/** A day passes in a fraction of a second: limits that GitHub sets by the minute would be met at once. */
const PLENTY = Number.MAX_SAFE_INTEGER;
const DAYS_IN_A_MINUTE = { core: PLENTY, graphql: PLENTY, perMinute: { core: PLENTY, graphql: PLENTY } };

/** What the commands are started with. Whatever they load is kept compiled: some twenty are started. */
function environmentOf(): NodeJS.ProcessEnv {
  const kept = { TICKMARK_DATA: data, NODE_COMPILE_CACHE: join(folder, 'compiled') };
  return { ...process.env, ...kept, DATABASE_URL: undefined, [TOKEN_IN]: TOKEN };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main(): Promise<number> {
  const plan = values.enterprise ? 'enterprise' : 'team';
  const mark: Mark = { lived: 1, by: await versionOf(root), plan };
  // Whoever asks for the year once, or for its result, is shown how it is lived.
  const isThere = !values.once && !values.json && !values.fresh && (await isLived(folder, mark));
  if (!isThere) await rm(folder, { recursive: true, force: true });
  await mkdir(companyFolder, { recursive: true });
  const world = shownGithub(plan);
  const now = parseInstant(isThere ? IN_THE_END : BEGINS);
  const github = await startGithub({ world, tokens: [readingToken(world, TOKEN)], now, allowance: DAYS_IN_A_MINUTE });
  try {
    const code = isThere ? await found(github) : await livedThrough(github, world, mark);
    return code !== 0 || values.once || values.json ? code : await showPages({ data, company: companyFolder, environment: environmentOf() });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    say('The demo stops here: a command could not do what it was asked, and says why above.');
    return 2;
  } finally {
    await github.close();
  }
}

/** The year of an earlier start, whose pretend GitHub answered elsewhere. */
async function found(github: PretendGithub): Promise<number> {
  const path = join(companyFolder, 'tickmark.yaml');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/^( *url: )http:\/\/127\.0\.0\.1:\d+$/m, `$1${github.url}`));
  say('The year of Harbourlight (demo) was lived before, by this same version; to live it again: npm run demo -- --fresh');
  return 0;
}

async function livedThrough(github: PretendGithub, world: GithubWorld, mark: Mark): Promise<number> {
  say('Making a year of Harbourlight (demo): 15 repositories on a pretend GitHub, policies and records');
  const clock = await startClock(github.setNow);
  try {
    await writeProgram(shownCompany(), world, { folder: companyFolder, url: github.url, tokenIn: TOKEN_IN, path: process.env.PATH });
    const code = await liveWith({ github, world, clock });
    if (code === 0) await markLived(folder, mark);
    return code;
  } finally {
    clock.close();
  }
}

async function liveWith({ github, world, clock }: { github: PretendGithub; world: GithubWorld; clock: SimulatedClockServer }): Promise<number> {
  say(`Living through the year on a simulated clock: ${HOW_OFTEN}. This takes a few minutes.`);
  const looks = join(folder, 'looks.txt');
  await writeFile(looks, looksFile(looksAroundChanges(world, parseInstant(BEGINS))));
  const tickmark = tickmarkIn({ company: companyFolder, folder, environment: environmentOf(), quiet: values.json });
  const passUntil = async (until: string): Promise<void> => {
    await programAsOf(parseInstant(until), { folder: companyFolder, path: process.env.PATH });
    await tickmark.begun('simulate', '--host', clock.url, '--begins', BEGINS, '--until', until, '--every', EVERY, '--also', looks);
  };
  const assessment = await live({ tickmark, passUntil, folder, json: values.json });
  const { requests, notModified, points } = github.counts();
  say(`The pretend GitHub answered ${requests.toLocaleString('en-US')} requests, ${notModified.toLocaleString('en-US')} of them "not modified".`);
  if (points === 0) return 2;
  const code = values.once || values.json ? await handOver({ tickmark, folder }) : 0;
  if (code === 0) await assessInTheEnd({ tickmark });
  if (values.json) process.stdout.write(assessment);
  else if (values.once && code === 0) {
    const written = { 'The report': 'package/index.html', 'The auditor’s workpapers': 'workpapers', 'Drafts of documents': 'drafts' };
    process.stdout.write(
      `\n${Object.entries(written)
        .map(([what, path]) => `${what}: ${join(folder, path)}\n`)
        .join('')}`,
    );
  }
  return code;
}

if (values.help)
  process.stdout.write(
    'npm run demo [-- --once] [-- --json] [-- --enterprise] [-- --fresh]\n               [-- --serve]\n\nLives through the demo company’s year and its two audits on a simulated clock, and opens its pages.\nThe year is kept: the next start opens it at once, unless the program has changed.\n--once        lives it anew, hands over the audit package, the workpapers and drafts, and ends\n--json        the same, and prints only the result, as JSON\n--enterprise  the plan that keeps an audit log\n--fresh       lives it anew\n--serve       only starts the pretend GitHub, to look at it by hand\n',
  );
else if (values.serve) await serve();
else process.exitCode = await main();
