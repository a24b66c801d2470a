import { expect, test } from 'vitest';
import { rules } from '../../scripts/house/rules.ts';
import { checkVoice } from '../../scripts/house/voice.ts';
import { plant } from './planted-house.ts';

const planted = [['', 'work', 'main'].join('/'), ['', 'home', 'somebody'].join('/'), ['TO', 'DO'].join(''), ['@ts', 'ignore'].join('-')];

test.each(planted)('the gate on texts catches %s', (text) => {
  const { root, files } = plant({ 'docs/a.md': `one\n${text}: two\n` });
  expect(checkVoice(root, files, rules.voice).failures).toEqual([expect.stringMatching(/^docs\/a\.md:2 has /)]);
});

test('it lets ordinary text pass, and fails when it reads nothing', () => {
  const { root, files } = plant({ 'docs/a.md': 'How it works, at home and at work.\n' });
  expect(checkVoice(root, files, rules.voice).failures).toEqual([]);
  expect(checkVoice(root, [], rules.voice).failures).toEqual(['saw no texts: the gate looked at nothing']);
});
