import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { guide } from './documents.ts';
import { play } from './played.ts';
import { newcomer } from './stages.ts';
test('try', async () => {
    const { stage, remove } = await newcomer();
      const { printed, wrong } = await play(guide('engineer'), stage);
      writeFileSync(`/tmp/guides/engineer.printed`, printed.map((one) => `\n$ ${one.typed}   [${one.code}]\n${one.text}`).join(''));
      writeFileSync(`/tmp/guides/engineer.wrong`, wrong.map((one) => one.split('\nbut\n')[0]!.slice(0, 600)).join('\n----\n'));
    await remove();
}, 600000);
