import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the built pages stand: in a clone `.web`, in the installed package `dist/web`; null where they were not built. */
export function pagesFolder(): string | null {
  const here = import.meta.url;
  const inPackage = fileURLToPath(new URL('../web', here));
  const inClone = fileURLToPath(new URL('../../.web', here));
  for (const folder of here.endsWith('.ts') ? [inClone] : [inPackage, inClone]) if (existsSync(`${folder}/index.html`)) return folder;
  return null;
}
