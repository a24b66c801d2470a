import { lchown, lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../kernel/refusal.ts';

/** How a program of PostgreSQL, which refuses to run as root, is started: `command` before its own name, and as whom. */
export interface RunAs {
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** As whom the server runs when we are root. PostgreSQL's initdb wants an account that exists. */
interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Decides how to run PostgreSQL. Ordinary users run it as themselves. Root runs it as `nobody`; where the folders on the way are closed to others
 * (a private checkout, a data directory in a home), with the one capability to pass through them, and no other.
 * @throws Refusal `database/root-cannot-reach` when that is not possible here
 */
export async function runAsUnprivileged(owned: readonly string[], reached: readonly string[]): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const account = await nobody();
  for (const directory of owned) await giveTo(directory, account);
  if (await othersReachAll([...owned.map((path) => dirname(path)), ...reached])) return { prefix: [], ...account };
  const setpriv = await findSetpriv();
  if (process.platform !== 'linux' || setpriv === null) {
    throw new Refusal(
      'database/root-cannot-reach',
      `PostgreSQL does not run as root, and no other user can reach ${reached[0]} and ${owned[0]}. Run Tickmark as an ordinary user, or install util-linux (setpriv), or set DATABASE_URL.`,
    );
  }
  return { prefix: [setpriv, ...capabilityToPass(account)] };
}

function capabilityToPass({ uid, gid }: Account): string[] {
  const only = '-all,+dac_read_search';
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=${only}`,
    `--ambient-caps=${only}`,
    `--bounding-set=${only}`,
    // Without it, access(2), by which PostgreSQL finds its own program, looks past capabilities.
    '--securebits=+no_setuid_fixup',
    '--no-new-privs',
  ];
}

async function nobody(): Promise<Account> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const line = accounts.split('\n').find((one) => one.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

async function giveTo(path: string, account: Account): Promise<void> {
  const now = await lstat(path);
  if (now.uid === account.uid && now.gid === account.gid) return;
  await lchown(path, account.uid, account.gid);
  if (!now.isDirectory()) return;
  for (const name of await readdir(path)) await giveTo(join(path, name), account);
}

async function othersReachAll(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    if (!(await othersReach(await realpath(path)))) return false;
  }
  return true;
}

async function othersReach(path: string): Promise<boolean> {
  const found = await stat(path);
  if ((found.mode & 0o001) === 0) return false;
  const above = dirname(path);
  return above === path || othersReach(above);
}

async function findSetpriv(): Promise<string | null> {
  for (const folder of ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin']) {
    const found = await stat(join(folder, 'setpriv')).catch(() => null);
    if (found?.isFile()) return join(folder, 'setpriv');
  }
  return null;
}
