import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that holds these files (path → text) until the test has finished. */
export function plant(files: Record<string, string>): { root: string; files: string[] } {
  const root = mkdtempSync(join(tmpdir(), 'tickmark-house-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return { root, files: Object.keys(files) };
}

/** A small house in which every import is allowed: what the breaches are planted into. */
export const soundHouse: Record<string, string> = {
  'src/kernel/time.ts': "import { createHash } from 'node:crypto';\nexport type Instant = number;\nexport const name = () => createHash('sha256');\n",
  'src/facts/kind.ts': "import type { Instant } from '../kernel/time.ts';\nexport interface Kind {\n  since: Instant;\n}\n",
  'src/facts/store.ts':
    "import type { Kind } from './kind.ts';\nexport const query = 'select * from tenant.fact';\nexport const kinds: Kind[] = [];\n",
  'src/connectors/git.ts': "import type { Kind } from '../facts/kind.ts';\nexport const feeds: Kind[] = [];\n",
  'src/populations/changes.ts': "import type { Kind } from '../facts/kind.ts';\nexport const changes: Kind[] = [];\n",
  'src/checks/approved.ts': "import { changes } from '../populations/changes.ts';\nexport const approved = changes.length;\n",
  'src/checks/approved.test.ts':
    "import { readFileSync } from 'node:fs';\nimport { approved } from './approved.ts';\nreadFileSync(String(approved));\n",
  'src/engine/run.ts':
    "import { approved } from '../checks/approved.ts';\nimport { query } from '../facts/store.ts';\nexport const run = [approved, query];\n",
  'src/cli/check.ts': "import { run } from '../engine/run.ts';\nexport const check = run;\n",
  'src/contract/view.ts': "import type { Instant } from '../kernel/time.ts';\nexport const view = 'GET /view';\nexport type At = Instant;\n",
  'src/client/call.ts': "import type { view } from '../contract/view.ts';\nexport const call = (key: typeof view) => key;\n",
  'src/main.ts': "import { check } from './cli/check.ts';\nconsole.log(check, process.env.HOME);\n",
  'src/verify/core/bytes.ts': 'export const zero = 0;\n',
  'scripts/setup.mjs': "export const root = '.';\n",
  'demo/main.ts': "import type { Instant } from '../src/kernel/time.ts';\nexport const start: Instant = 0;\n",
};
