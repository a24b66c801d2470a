// Installs the packages of package-lock.json when node_modules does not hold exactly them, and finds a Node that can run the project.
// Plain JavaScript without dependencies: it runs on Node 20 before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The clone's top folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Something the person at the keyboard must mend; the message says what. */
export class SetupError extends Error {}

const lockFile = join(root, '.tickmark-setup');
const needed = 24;

/** Returns once node_modules holds what package-lock.json names. Two runners never install at once: the second waits. */
export async function ensureInstalled() {
  while (!isInstalled()) {
    if (takeLock()) {
      try {
        if (!isInstalled()) await install();
      } finally {
        rmSync(lockFile, { force: true });
      }
      if (!isInstalled())
        throw new SetupError('npm ci ended well, but node_modules is not what package-lock.json names. Remove node_modules and try again.');
    } else await sleep(250);
  }
}

/** Compares package-lock.json with the record npm writes into node_modules as the last act of a complete installation. */
export function isInstalled(folder = root) {
  const wanted = packagesOf(join(folder, 'package-lock.json'));
  const present = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) throw new SetupError('package-lock.json is missing or unreadable: is this a complete clone?');
  if (present === undefined) return false;
  const same = Object.entries(wanted).every(([path, entry]) => path === '' || isOptional(entry, present[path]) || isSame(entry, present[path]));
  return same && Object.keys(present).every((path) => path in wanted);
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function isOptional(entry, present) {
  return present === undefined && (entry.optional === true || entry.devOptional === true || entry.peer === true);
}

function isSame(entry, present) {
  return present !== undefined && entry.version === present.version && entry.integrity === present.integrity;
}

/** True when this process now holds the lock. A lock whose owner no longer runs is removed. */
function takeLock() {
  const mine = `${lockFile}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lockFile); // appears whole, with its owner's id, or not at all
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!ownerRuns()) rmSync(lockFile, { force: true });
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

function ownerRuns() {
  try {
    process.kill(Number(readFileSync(lockFile, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function install() {
  process.stderr.write('Setting up: installing the packages that package-lock.json names. This happens once.\n');
  const npm = spawn('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PATH: pathWithoutPackages() },
    shell: process.platform === 'win32',
  });
  return new Promise((resolve, reject) => {
    npm.on('error', (error) => reject(new SetupError(`npm could not be started (${error.message}). Tickmark in a clone needs npm.`)));
    npm.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(new SetupError(`npm ci failed (${signal ?? `exit code ${code}`}). Its messages are above; when mended, run the same command again.`));
    });
  });
}

/** npm ci replaces node_modules, so it must not run on the Node that lies in there. */
function pathWithoutPackages() {
  const inPackages = `${sep}node_modules${sep}.bin`;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(inPackages))
    .join(delimiter);
}

/** The Node 24 that came with the packages, or the machine's own if it is new enough. */
export function findNode() {
  const packaged = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  for (const node of [packaged, process.execPath]) if (majorVersion(node) >= needed) return node;
  throw new SetupError(
    `Tickmark needs Node ${needed} in a clone, and this is ${process.version}. The npm package "node" brings it, but it does not run here. ` +
      `Either npm was told not to run install scripts (then: npm rebuild node --ignore-scripts=false), or no build of it fits this machine (then install Node ${needed}).`,
  );
}

function majorVersion(node) {
  const asked = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  return asked.status === 0 ? Number.parseInt(asked.stdout, 10) : 0;
}
