import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { makeCompany } from '../../demo/company/make-company.ts';
import { allOperators } from '../../demo/operators/all-operators.ts';
import { layOver } from '../../demo/operators/lay-over.ts';
import { randomFrom } from '../../demo/random.ts';
import { writeCompany } from '../../demo/write/write-company.ts';

/** Makes a small data directory and package with the program as it stands, to be kept for later versions. */
const [name] = process.argv.slice(2);
if (name === undefined) throw new Error('Name the folder to make, such as: node test/kept/keep.ts 1');

const folder = mkdtempSync(join(tmpdir(), 'tickmark-keep-'));
const company = join(folder, 'company');
mkdirSync(company);
const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

function tickmark(...args: string[]): void {
  try {
    execFileSync(process.execPath, [program, ...args], { cwd: company, env: { ...process.env, TICKMARK_DATA: join(folder, 'data'), DATABASE_URL: undefined }, stdio: 'inherit' });
  } catch (error) {
    // Exceptions (1) and unknowns (3) are what a company with defects has.
    const { status } = error as { status?: number };
    if (status !== 1 && status !== 3) throw error;
  }
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

const clean = makeCompany(`kept ${name}`, { changes: 60 });
await writeCompany(layOver(clean, allOperators, randomFrom(`kept ${name}`)).world, company, process.env.PATH);
tickmark('collect');
tickmark('assess', '--audit', 'type-2-2025');
tickmark('export', '--out', join(folder, 'package'));
pack('data');
pack('package');
rmSync(folder, { recursive: true, force: true });
