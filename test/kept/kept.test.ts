import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDataDirectory } from '../../src/database/data-directory.ts';
import { type Installation, openInstallation } from '../../src/engine/installation.ts';
import { examine } from '../../src/engine/examine.ts';
import { rejudge } from '../../src/engine/rejudge.ts';
import { instant } from '../../src/kernel/time.ts';
import { runVerify } from '../../src/verify/main.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const kept = readdirSync(here, { withFileTypes: true }).filter((one) => one.isDirectory());

/** A cluster of PostgreSQL is bound to the kind of machine that made it. */
const sameMachine = process.platform === 'linux' && process.arch === 'x64';

function unpack(name: string, what: string, into: string): string {
  const tar = brotliDecompressSync(readFileSync(join(here, name, `${what}.tar.br`)));
  execFileSync('tar', ['-xf', '-', '-C', into], { input: tar });
  return join(into, what);
}

describe.each(kept.map((one) => one.name))('what version %s left behind', (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-kept-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('the package verifies; its signer is not pinned until the key of its own time is given', async () => {
    const lines: string[] = [];
    const io = { out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line) };
    const at = unpack(name, 'package', folder);
    expect(await runVerify([at], io), lines.join('\n')).toBe(4);
    expect(await runVerify([at, '--key', join(at, 'key.txt')], io), lines.join('\n')).toBe(0);
  });

  if (!sameMachine) {
    it('the data directory is tried on Linux x64 only', () => {
      process.stderr.write('kept data directories: left out here, because a cluster of PostgreSQL opens only on the kind of machine that made it\n');
    });
    return;
  }

  describe('the data directory', () => {
    let installation: Installation;
    beforeAll(async () => {
      const clock = () => instant(Date.now());
      const dataDirectory = unpack(name, 'data', folder);
      const simulated = (await findDataDirectory(dataDirectory))?.simulated === true ? {} : undefined;
      installation = await openInstallation({ dataDirectory, simulated, version: '999.0.0', organizationName: 'Unused', clock, witnesses: [], warn: () => undefined });
    }, 60_000);
    afterAll(() => installation.close());

    it('opens, and every row is what was sealed', async () => {
      const found = await examine(installation, () => undefined);
      expect(found.filter((one) => !one.well && one.what !== 'disk')).toEqual([]);
    });

    it('is judged again to the same findings', async () => {
      const { before, differences } = await rejudge(installation, {});
      expect(before.checks.reduce((sum, one) => sum + one.fail, 0)).toBeGreaterThan(10);
      expect(differences).toEqual([]);
    });
  });
});
