import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { makeCompany } from '../../demo/company/make-company.ts';
import { allOperators } from '../../demo/operators/all-operators.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { githubOperators, layOverGithub } from '../../demo/github/operators/all-operators.ts';
import { readingToken } from '../../demo/github/reading-token.ts';
import { startGithub } from '../../demo/github/server.ts';
import { layOver } from '../../demo/operators/lay-over.ts';
import { randomFrom } from '../../demo/random.ts';
import { startClock } from '../../demo/simulated-clock.ts';
import { writeProgram } from '../../demo/write/write-program.ts';
import { parseInstant } from '../../src/kernel/time.ts';

/** Makes a small data directory and package with the program as it stands, to be kept for later versions. */
const [name] = process.argv.slice(2);
if (name === undefined) throw new Error('Name the folder to make, such as: node test/kept/keep.ts 1');

const folder = mkdtempSync(join(tmpdir(), 'tickmark-keep-'));
const companyFolder = join(folder, 'company');
mkdirSync(companyFolder);
const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const TOKEN = 'kept-token';

async function tickmark(...args: string[]): Promise<void> {
  const env = { ...process.env, TICKMARK_DATA: join(folder, 'data'), DATABASE_URL: undefined, KEPT_TOKEN: TOKEN };
  const child = spawn(process.execPath, [program, ...args], { cwd: companyFolder, env, stdio: 'inherit' });
  const [status] = (await once(child, 'close')) as [number];
  // Exceptions (1) and unknowns (3) are what a company with defects has.
  if (status !== 0 && status !== 1 && status !== 3) throw new Error(`tickmark ${args.join(' ')} ended with ${status}`);
}

function pack(what: string): void {
  const tar = execFileSync('tar', ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '-cf', '-', what], { cwd: folder, maxBuffer: 512 * 1024 * 1024 });
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: tar.length };
  const packed = brotliCompressSync(tar, { params });
  const out = fileURLToPath(new URL(`./${name}/`, import.meta.url));
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, `${what}.tar.br`), packed);
  process.stdout.write(`${what}: ${(packed.length / 1e6).toFixed(1)} MB\n`);
}

/** A year on a pretend GitHub, one look in thirty days, and records beside it; every defect that finds a place is in it. */
const company = layOver(makeCompany(`kept ${name}`, { changes: 60 }), allOperators.filter((one) => !one.id.startsWith('change/')), randomFrom(name)).world;
const clean = makeGithub(company, { plan: 'enterprise' });
const { world } = layOverGithub({ world: clean, company }, githubOperators, randomFrom(`kept ${name}`));
const begins = '2024-12-22T02:00:00Z';
const plenty = Number.MAX_SAFE_INTEGER;
const allowance = { core: plenty, graphql: plenty, perMinute: { core: plenty, graphql: plenty } };
const github = await startGithub({ world, tokens: [readingToken(world, TOKEN)], now: parseInstant(begins), allowance });
const clock = await startClock(github.setNow);
await writeProgram(company, world, { folder: companyFolder, url: github.url, tokenIn: 'KEPT_TOKEN', path: process.env.PATH });
await tickmark('simulate', '--host', clock.url, '--begins', begins, '--until', '2026-02-01T02:00:00Z', '--every', '30 days');
clock.close();
await github.close();
await tickmark('assess', '--audit', 'type-2-2025');
await tickmark('export', '--out', join(folder, 'package'));
pack('data');
pack('package');
rmSync(folder, { recursive: true, force: true });
