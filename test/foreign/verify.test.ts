import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePackage } from '../../src/audit/package/write-package.ts';
import { type FileMap, memorySink } from '../package/memory-sink.ts';
import { sampleSource, signerFrom } from '../package/sample.ts';
import { type Both, heldAgainst, heldInMemory } from './held-against.ts';
import { hasPython } from './python.ts';
import { checkpointAt, edited, entryEdited, resealed, resigned } from './remade.ts';
import { resealedOnes } from './resealed.ts';
import { careless, ENTRIES, flip, keyFiles, signed } from './signed.ts';

/** Two verifiers of packages: the project's own, one file, and one in Python that was written from the specification alone. They must agree. */

const KEPT = fileURLToPath(new URL('../kept', import.meta.url));

let intact: FileMap;
beforeAll(async () => {
  const sink = memorySink();
  await writePackage(sampleSource(), sink);
  intact = sink.files;
});

const givenBesides: string[] = [];
/** A file of its own for a key or a checkpoint that is given on the command line. */
function besides(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-foreign-'));
  givenBesides.push(folder);
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
afterAll(() => {
  for (const folder of givenBesides) rmSync(folder, { recursive: true, force: true });
});

function expectBoth({ ours, python }: Both, code: number): void {
  expect({ ours: ours.code, python: python.code, faults: [ours.files, python.files] }).toMatchObject({ ours: code, python: code });
}

/** Both call it broken, and both name the file if there is one to name. */
function expectBroken(both: Both, file: string | null): void {
  expectBoth(both, 1);
  if (file === null) return;
  expect(both.ours.files).toContain(file);
  expect(both.python.files).toContain(file);
}

/** Kept packages of earlier versions: every folder under test/kept that holds a manifest. */
function keptPackages(): string[] {
  if (!existsSync(KEPT)) return [];
  return readdirSync(KEPT, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)manifest\.json$/.test(path))
    .map((path) => join(KEPT, path, '..'));
}

const ours = signerFrom('ours').key;
const theirs = signerFrom('theirs').key;

if (hasPython('the second verifier')) {
  describe('two verifiers agree', () => {
    test('on an intact package: nobody vouches for its key', async () => expectBoth(await heldInMemory(intact), 4));

    test('on an intact package made anew as it was', async () => expectBoth(await heldInMemory(resealed(resigned(intact))), 4));

    test.each(careless)('careless: %s', async (_, change, file) => expectBroken(await heldInMemory(change(intact)), file));

    test('careless: a symbolic link', async () => expectBroken(await heldInMemory(intact, [], 'report/link.html'), 'report/link.html'));

    test.each(signed)('signed: %s', async (_, change, file) => expectBroken(await heldInMemory(change(intact)), file));

    test.each(resealedOnes)('sealed: %s', async (_, change, file) => expectBroken(await heldInMemory(change(intact)), file));

    test('on a folder that is no package, and on one that is not there', async () => {
      expectBoth(await heldInMemory(new Map()), 2);
      expectBroken(await heldInMemory(new Map([['README.txt', Buffer.from('Read me.\n')]])), 'manifest.json');
      expectBroken(await heldInMemory(new Map(), [], 'link.html'), 'manifest.json');
      expectBoth(await heldAgainst(join(tmpdir(), 'tickmark-there-is-no-such-folder')), 2);
    });
  });

  describe('two verifiers agree on whom to trust', () => {
    test('a pinned key, given as text or in a file', async () => {
      expectBoth(await heldInMemory(intact, ['--key', ours]), 0);
      expectBoth(await heldInMemory(intact, ['--key', theirs, '--key', besides('key.txt', `${ours}\n`)]), 0);
    });

    test('a package wholly made anew under another key', async () => {
      const remade = resealed(intact, 'theirs');
      expectBoth(await heldInMemory(remade), 4);
      expectBroken(await heldInMemory(remade, ['--key', ours]), 'manifest.note');
      expectBoth(await heldInMemory(remade, ['--checkpoint', besides('old.txt', checkpointAt(intact, 9))]), 1);
    });

    test('an earlier checkpoint of the log, and of the empty log', async () => {
      for (const size of [0, 1, 16, 19]) {
        const args = ['--checkpoint', besides(`${size}.txt`, checkpointAt(intact, size))];
        expectBoth(await heldInMemory(intact, args), 0);
        expectBoth(await heldInMemory(intact, ['--key', ours, ...args]), 0);
      }
    });

    test('an earlier checkpoint of a log with another past', async () => {
      const past = entryEdited(intact, 3, ({ body }) => Object.assign(body, { basis: 'seen' }));
      const other = besides('other.txt', checkpointAt(past, 9));
      expectBoth(await heldInMemory(intact, ['--checkpoint', other]), 1);
      expectBoth(await heldInMemory(intact, ['--key', ours, '--checkpoint', other]), 1);
    });

    test('a checkpoint larger than the package: they cannot be compared', async () => {
      const larger = besides('larger.txt', checkpointAt(withOneMore(intact), 20));
      expectBoth(await heldInMemory(intact, ['--checkpoint', larger]), 2);
      expectBoth(await heldInMemory(flip(intact, 'README.txt'), ['--checkpoint', larger]), 1);
    });

    test('a checkpoint signed by somebody else, one that is none, and a key that is none', async () => {
      const stranger = besides('stranger.txt', checkpointAt(intact, 9, 'theirs'));
      expectBoth(await heldInMemory(intact, ['--checkpoint', stranger]), 1);
      expectBoth(await heldInMemory(intact, ['--checkpoint', besides('none.txt', 'nothing\n')]), 1);
      expectBoth(await heldInMemory(intact, ['--key', 'nothing']), 2);
    });
  });

  describe('two verifiers agree on what is given beside the package', () => {
    test.each(keyFiles)('keys are pinned, and key.txt is: %s', async (_, change, file) =>
      expectBroken(await heldInMemory(change(intact), ['--key', ours]), file),
    );

    test('an earlier checkpoint that was recorded too late, or too early', async () => {
      const late = besides('late.txt', checkpointAt(intact, 9, 'ours', '2025-02-01T08:18:00.001Z'));
      const early = besides('early.txt', checkpointAt(intact, 9, 'ours', '2025-02-01T08:07:59.999Z'));
      for (const path of [late, early]) expectBroken(await heldInMemory(intact, ['--key', ours, '--checkpoint', path]), null);
      const between = besides('between.txt', checkpointAt(intact, 9, 'ours', '2025-02-01T08:18:00.000Z'));
      expectBoth(await heldInMemory(intact, ['--key', ours, '--checkpoint', between]), 0);
    });

    test('a file of keys, or a checkpoint, that is not there', async () => {
      const nowhere = join(tmpdir(), 'tickmark-there-is-no-such-file');
      expectBoth(await heldInMemory(intact, ['--key', nowhere]), 2);
      expectBoth(await heldInMemory(intact, ['--checkpoint', nowhere]), 2);
    });
  });

  describe('two verifiers agree on kept packages', () => {
    test('each verifies, under its key', async () => {
      for (const folder of keptPackages()) {
        expectBoth(await heldAgainst(folder), 4);
        expectBoth(await heldAgainst(folder, ['--key', join(folder, 'key.txt')]), 0);
        const files = new Map([['manifest.json', readFileSync(join(folder, 'manifest.json'))]]);
        expectBoth(await heldInMemory(files), 1);
      }
    });
  });
} else {
  test('needs Python, which this machine does not have', () => expect(hasPython('the second verifier')).toBe(false));
}

/** The log with one entry more. */
function withOneMore(files: FileMap): FileMap {
  return edited(files, ENTRIES, (text) => {
    const line = JSON.parse(text.trimEnd().split('\n').at(-1) as string) as { leaf: number };
    return `${text}${JSON.stringify({ ...line, leaf: line.leaf + 1 })}\n`;
  });
}
