/** `npm run check`: everything that can be known about the code without running its tests. Each gate prints one line; names as arguments run only those. */
import { ensurePages, pagesInClone } from './build-web.ts';
import { checkBudgets } from './house/budgets.ts';
import { checkBundle } from './house/bundle.ts';
import { checkConfined } from './house/confined.ts';
import { projectFiles } from './house/files.ts';
import type { Verdict } from './house/gate.ts';
import { checkImports } from './house/imports.ts';
import { checkLicences } from './house/licences.ts';
import { checkLock } from './house/lock.ts';
import { layers, rules } from './house/rules.ts';
import { runTool } from './house/tools.ts';
import { checkVoice } from './house/voice.ts';
import { root } from './setup.mjs';

const files = projectFiles(root);

const gates: Record<string, () => Verdict | Promise<Verdict>> = {
  types: () => runTool(root, 'typescript-7/bin/tsc', ['--noEmit', '-p', '.']),
  'types of pages': () => runTool(root, 'typescript-7/bin/tsc', ['--noEmit', '-p', 'web']),
  lint: () => runTool(root, '@biomejs/biome/bin/biome', ['lint', '--error-on-warnings', '--reporter=concise', '--max-diagnostics=100', '.']),
  format: () => runTool(root, '@biomejs/biome/bin/biome', ['check', '--linter-enabled=false', '--reporter=concise', '--max-diagnostics=100', '.']),
  imports: () => checkImports(root, { layers, packages: rules.packages }),
  places: () => checkConfined(root, files, rules),
  budgets: () => checkBudgets(root, files, rules.budgets),
  'dead code': () => runTool(root, 'knip/bin/knip.js', ['--no-progress', '--no-config-hints']),
  bundle: async () => {
    await ensurePages();
    return checkBundle(pagesInClone, rules.bundle);
  },
  licences: () => checkLicences(root, rules.licences),
  lock: () => checkLock(root),
  voice: () => checkVoice(root, files, rules.voice),
};

const wanted = process.argv.slice(2);
const failed: string[] = [];
for (const [name, gate] of Object.entries(gates)) {
  if (wanted.length > 0 && !wanted.some((one) => name.startsWith(one))) continue;
  const start = performance.now();
  const { saw, failures, warnings } = await gate();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${failures.length === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(16)} ${seconds.padStart(5)} s  ${saw}`);
  for (const warning of warnings) console.log(`       warning: ${warning}`);
  for (const failure of failures) console.log(`       ${failure.replaceAll('\n', '\n       ')}`);
  if (failures.length > 0) failed.push(name);
}
console.log(failed.length === 0 ? 'Every gate is passed.' : `Not passed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
