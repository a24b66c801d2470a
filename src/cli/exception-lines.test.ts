import { expect, test } from 'vitest';
import { sampleException } from '../audit/exports/testing/sample-parts.ts';
import { exceptionLines } from './exception-lines.ts';
import { plainPage } from './testing/page.ts';

const options = { most: 10, all: 'all of them', withItems: false };
const response = {
  cause: 'The rule was off.',
  response: 'It is on again.',
  action: 'Watch it.',
  due: '2026-03-31',
  by: 'p-001',
  at: '2025-12-01T23:30:00.000Z',
};

function lines(...given: Parameters<typeof exceptionLines>): string {
  return exceptionLines(...given).join('\n');
}

test('one sentence for all that failed alike; a line for each, with its time in the zone and how long it lasted', () => {
  const because = (day: string) => `The change of ${day} names no ticket.`;
  const text = lines(
    [
      sampleException('a/b', 'one', { because: because('2025-03-04'), from: '2025-03-04T10:00:00.000Z', until: '2025-03-04T10:00:00.001Z' }),
      sampleException('a/b', 'two', { because: because('2025-07-05'), from: '2025-07-05T10:00:00.000Z', until: '2025-07-06T11:00:00.000Z' }),
      sampleException('a/b', 'three', { because: 'Something else.', from: '2025-08-01T10:00:00.000Z' }),
    ],
    options,
    plainPage(),
  );
  expect(text.match(/names no ticket/g)).toHaveLength(1);
  expect(text).toContain('✗ 2025-03-04 11:00           Title of one');
  expect(text).toContain('✗ 2025-07-05 12:00, 1 d 1 h  Title of two');
  expect(text).toContain('✗ 2025-08-01 12:00, open  Title of three');
});

test.each([
  [0, ''],
  [1, 'The second time.'],
  [9, 'The tenth time.'],
  [10, 'The 11th time.'],
  [21, 'The 22nd time.'],
  [111, 'The 112th time.'],
])('after %i failures before: %s', (repeats, sentence) => {
  const text = lines([sampleException('a/b', 'x', { repeats })], options, plainPage());
  if (sentence === '') expect(text).not.toMatch(/time/);
  else expect(text).toContain(sentence);
});

test('what is excluded keeps its place, and says by what', () => {
  const text = lines([sampleException('a/b', 'x', { excludedBy: 'exclusion-1', repeats: 1 })], options, plainPage());
  expect(text).toContain('⊘ 2025-03-04 11:00, open  Title of x');
  expect(text).toContain('The second time; excluded by exclusion-1; it failed all the same.');
});

test('a deadline is told only where it is not the instant at which it failed', () => {
  const due = '2025-03-04T10:00:00.000Z';
  expect(lines([sampleException('a/b', 'x', { from: due, due })], options, plainPage())).not.toMatch(/due/);
  expect(lines([sampleException('a/b', 'x', { due: '2025-03-03T22:59:00.000Z' })], options, plainPage())).toContain('Was due by 2025-03-03 23:59.');
});

test('management’s response is told in full, with who and on which day of the zone', () => {
  const page = plainPage(500);
  expect(lines([sampleException('a/b', 'x', { response })], options, page)).toContain(
    'Management (p-001, 2025-12-02): Cause: The rule was off. Response: It is on again. To be done by 2026-03-31: Watch it.',
  );
  expect(lines([sampleException('a/b', 'x', { response: { ...response, action: null, due: null } })], options, page)).not.toContain('To be done');
});

test('how many more there are is said, with where they are told', () => {
  const many = Array.from({ length: 12 }, (_, at) => sampleException('a/b', `item-${at}`));
  const text = lines(many, options, plainPage());
  expect(text.match(/✗/g)).toHaveLength(10);
  expect(text).toContain('… and 2 more: all of them');
});

test('the key of an item is written whole, to be copied', () => {
  const item = `api@${'a'.repeat(40)}`;
  const one = sampleException('a/b', item, { title: 'A title' });
  expect(lines([one], { ...options, withItems: true }, plainPage())).toContain(`\n        ${item}`);
  expect(lines([one], options, plainPage())).toContain('api@aaaaaaaaaa  A title');
  expect(lines([one], options, plainPage())).not.toContain(item);
});

test('names and texts from outside cannot move the cursor, and no line is too wide', () => {
  const evil = '\u001b[31m\u202e\u009b2J evil '.repeat(9);
  const one = sampleException('a/b', evil, { title: evil, because: evil, excludedBy: evil, response: { ...response, cause: evil, by: evil } });
  const text = lines([one], { ...options, withItems: true }, plainPage());
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  const wide = exceptionLines([one], options, plainPage()).flatMap((line) => line.split('\n').filter((part) => part.length > 80));
  expect(wide).toEqual([]);
});
