// Bundles the verifier into one readable file without dependencies, for any Node from 18: node scripts/build-verify.mjs OUT.mjs
// It lies beside src/verify/bin.ts in a clone (made when it is missing or older than its sources) and in dist/verify in a package.
import { existsSync, globSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { root } from './setup.mjs';

const input = `${root}src/verify/bin.ts`;
const inClone = `${root}src/verify/verify.mjs`;

/** Writes the verifier to `out`, whole or not at all. Refuses to bundle an import of anything but Node's own modules and the verifier's files. */
export async function buildVerifier(out) {
  const bundle = await rolldown({
    input,
    platform: 'node',
    external: /^node:/,
    transform: { target: 'node18' },
    onLog(level, log) {
      if (level === 'warn') throw new Error(`The verifier could not be bundled: ${log.message}`);
    },
  });
  const part = `${out}.${process.pid}.part`;
  try {
    const { output } = await bundle.write({ file: part, format: 'esm', minify: false, codeSplitting: false });
    const strangers = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : [])).filter((id) => !isOwn(id));
    if (strangers.length > 0) throw new Error(`The verifier must stand alone, but it holds ${strangers.join(', ')}.`);
    renameSync(part, out);
  } finally {
    rmSync(part, { force: true });
    await bundle.close();
  }
}

function isOwn(id) {
  return id.startsWith(`${root}src/verify/`) || id.startsWith('\0');
}

/** Makes the clone's verifier if it is missing or older than its sources. Vitest calls it before the tests, the runner before a program. */
export async function setup() {
  if (existsSync(input) && isStale()) await buildVerifier(inClone);
}

function isStale() {
  const sources = [`${root}scripts/build-verify.mjs`, ...globSync(`${root}src/verify/**/*.ts`)];
  return !existsSync(inClone) || sources.some((file) => statSync(file).mtimeMs > statSync(inClone).mtimeMs);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const out = process.argv[2];
  await (out === undefined ? setup() : buildVerifier(resolve(out)));
}
