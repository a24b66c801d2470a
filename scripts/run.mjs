// Starts one of the project's programs from a clone: node scripts/run.mjs <target> [arguments…]
// Plain JavaScript without dependencies, because it runs before anything is installed and on Node 20.
// It installs what package-lock.json names if that has not happened yet (everything npm says goes to standard error),
// then runs the target on Node 24 and passes arguments, streams, signals and the exit code through.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, findNode, root, SetupError } from './setup.mjs';

const targets = {
  start: { run: ['src/main.ts', 'serve'], inCallersFolder: true, withPages: true },
  demo: { run: ['demo/main.ts'], withPages: true },
  tickmark: { run: ['src/main.ts'], inCallersFolder: true },
  bench: { run: ['bench/main.ts'] },
  test: { run: ['node_modules/vitest/vitest.mjs', 'run'] },
  faults: { run: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.faults.config.ts'] },
  golden: { run: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.golden.config.ts'] },
  check: { run: ['scripts/check.ts'] },
  format: { run: ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', '.'] },
  build: { run: ['scripts/build.ts'] },
  'new:connector': { run: ['scripts/new-connector.mjs'] },
};

const [name, ...args] = process.argv.slice(2);
const target = Object.hasOwn(targets, name ?? '') ? targets[name] : undefined;
if (target === undefined) {
  process.stderr.write(`Say which program to start: node scripts/run.mjs ${Object.keys(targets).join('|')} [arguments…]\n`);
  process.exit(2);
}

try {
  await ensureInstalled();
  const node = findNode();
  makeVerifier(node);
  if (target.withPages) makePages(node);
  start(node, target);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}

/** Packages carry the one-file verifier, so it is made before a program that may write one. */
function makeVerifier(node) {
  if (!existsSync(join(root, 'src', 'verify', 'main.ts'))) return;
  const { status } = spawnSync(node, [join(root, 'scripts', 'build-verify.mjs')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new SetupError('The verifier could not be made. The reason is above.');
}

/** A server shows them, so they are made before a program that may be one. */
function makePages(node) {
  const { status } = spawnSync(node, [join(root, 'scripts', 'build-web.ts')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new SetupError('The pages could not be made. The reason is above.');
}

/** npm starts scripts in the package's folder; a program that takes paths must see the folder its caller stood in. */
function callersFolder() {
  return process.env.npm_lifecycle_event === name ? process.env.INIT_CWD : undefined;
}

function start(node, { run: [file, ...first], inCallersFolder }) {
  const child = spawn(node, [join(root, file), ...first, ...args], {
    stdio: 'inherit',
    cwd: inCallersFolder ? callersFolder() : root,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends SIGINT to the whole group, so the child already has it.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`${file} could not be started: ${error.message}\n`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
