import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { guide } from './documents.ts';
import { play } from './played.ts';
import { audit, newcomer } from './stages.ts';
test('try', async () => {
  for (const [at, names] of [[newcomer, ['engineer', 'author-control']], [audit, ['auditor-populations', 'auditor-reperform', 'auditor-package']]] as const) {
    const { stage, remove } = await at();
    for (const name of names) {
      const { printed, wrong } = await play(guide(name), stage);
      writeFileSync(`/tmp/guides/${name}.printed`, printed.map((one) => `\n$ ${one.typed}   [${one.code}]\n${one.text}`).join(''));
      writeFileSync(`/tmp/guides/${name}.wrong`, wrong.map((one) => one.split('\nbut\n')[0]!.slice(0, 600)).join('\n----\n'));
    }
    await remove();
  }
}, 600000);
