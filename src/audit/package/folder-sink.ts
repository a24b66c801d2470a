import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Refusal } from '../../kernel/refusal.ts';
import { MANIFEST } from '../../verify/package/files.ts';
import { folderFiles } from '../../verify/package/folder.ts';
import { PACKAGE_FORMAT } from '../../verify/package/manifest.ts';
import type { PackageSink } from './sink.ts';

/** A package under way: a hidden folder beside its final place, which it takes only when it is whole. */
export interface FolderSink extends PackageSink {
  /** Makes everything durable and gives the folder its final name. */
  finish(): Promise<void>;
  /** Takes away what was written. */
  abandon(): Promise<void>;
}

export interface FolderOptions {
  /** Whether a package that stands at the final place may be replaced. Anything else there is never touched. */
  readonly replace: boolean;
}

/** Folders and files synced at a time. */
const SYNCED_AT_ONCE = 32;

/** @throws Refusal `export/occupied` when something stands at the final place */
export async function openFolderSink(out: string, { replace }: FolderOptions): Promise<FolderSink> {
  const final = resolve(out);
  await refuseOccupied(final, replace);
  const parent = dirname(final);
  await mkdir(parent, { recursive: true });
  await clearLeftOvers(parent, basename(final));
  const folder = hidden(final, 'partial');
  await mkdir(folder);
  const folders = new Set([folder]);
  const files: string[] = [];
  return {
    written: folderFiles(folder),
    async begin(path) {
      const full = join(folder, ...path.split('/'));
      for (let above = dirname(full); !folders.has(above); above = dirname(above)) folders.add(above);
      await mkdir(dirname(full), { recursive: true });
      files.push(full);
      const file = await open(full, 'wx');
      return { write: async (bytes) => void (await file.writeFile(bytes)), end: () => file.close() };
    },
    async finish() {
      await syncAll([...files, ...folders]);
      await putInPlace(folder, final);
      await syncAll([parent]);
    },
    abandon: () => rm(folder, { recursive: true, force: true }),
  };
}

async function refuseOccupied(final: string, replace: boolean): Promise<void> {
  const entries = await readdir(final).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    if (error.code === 'ENOTDIR') return ['a file'];
    throw error;
  });
  if (entries === null || entries.length === 0) return;
  const isPackage = entries.includes(MANIFEST) && (await readFile(join(final, MANIFEST), 'utf8')).includes(`"format":"${PACKAGE_FORMAT}"`);
  if (isPackage && replace) return;
  const advice = isPackage ? 'Choose another place, or say that it may be replaced.' : 'Choose a place where nothing stands.';
  throw new Refusal('export/occupied', `${final} ${isPackage ? 'holds a package already' : 'is not empty'}. ${advice} Nothing was changed.`);
}

/** An empty folder is taken by a rename; a package that may be replaced steps aside first. */
async function putInPlace(folder: string, final: string): Promise<void> {
  const occupied = await stat(join(final, MANIFEST)).then(
    () => true,
    () => false,
  );
  const aside = hidden(final, 'old');
  if (occupied) await rename(final, aside);
  await rename(folder, final);
  if (occupied) await rm(aside, { recursive: true, force: true });
}

function hidden(final: string, ending: string): string {
  return join(dirname(final), `.${basename(final)}.${process.pid}-${randomBytes(4).toString('hex')}.${ending}`);
}

/** What a process left behind that was killed while it wrote here. Folders of living processes are theirs. */
async function clearLeftOvers(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    const pid = entry.startsWith(`.${name}.`) ? /^(\d+)-[0-9a-f]{8}\.partial$/.exec(entry.slice(name.length + 2))?.[1] : undefined;
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(parent, entry), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function syncAll(paths: readonly string[]): Promise<void> {
  for (let first = 0; first < paths.length; first += SYNCED_AT_ONCE) {
    await Promise.all(paths.slice(first, first + SYNCED_AT_ONCE).map(syncPath));
  }
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
