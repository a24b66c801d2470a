/** `npm run build` (and `npm pack`): emits dist for Node from 22, which does not strip types of packages. The layout is that of src, so paths hold in both. */
import { cpSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildVerifier } from './build-verify.mjs';
import { buildPages } from './build-web.ts';
import { runTool } from './house/tools.ts';
import { root } from './setup.mjs';

const dist = join(root, 'dist');

async function emit(project: string): Promise<string[]> {
  return (await runTool(root, 'typescript-7/bin/tsc', ['-p', project])).failures;
}

/** Everything under src that is no code: templates, styles, fonts, documents. */
function copyAssets(): void {
  const assets = globSync('**/*.*', { cwd: join(root, 'src'), withFileTypes: true }).filter(
    (entry) => entry.isFile() && !/\.(ts|mjs|part)$/.test(entry.name),
  );
  for (const asset of assets) {
    const from = join(asset.parentPath, asset.name);
    const to = join(dist, from.slice(join(root, 'src').length));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to);
  }
}

rmSync(dist, { recursive: true, force: true });
const problems = [...(await emit('tsconfig.build.json')), ...(await emit('tsconfig.build-migrations.json'))];
if (problems.length === 0) {
  copyAssets();
  await buildVerifier(join(dist, 'verify', 'verify.mjs'));
  await buildPages(join(dist, 'web'));
} else {
  rmSync(dist, { recursive: true, force: true });
  console.error(problems.join('\n'));
  process.exitCode = 1;
}
