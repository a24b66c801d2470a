import { describe, expect, test } from 'vitest';
import { sampleControl, sampleException } from '../exports/testing/sample-parts.ts';
import { sampleReport } from '../exports/testing/sample-report.ts';
import type { ManagementResponse } from '../program-report.ts';
import { clockOf } from './instants.ts';
import { answered, notesFrom, repeated } from './management.ts';

const clock = clockOf('Europe/Vienna');
const said: ManagementResponse = {
  cause: 'Nobody stood in',
  response: 'It was read afterwards.',
  action: 'Name a deputy',
  due: '2026-03-31',
  by: 'p-002',
  at: '2026-01-05T09:00:00.000Z',
};
const text = (response: ManagementResponse | null) => answered({ repeats: 0, response }, clock)?.markup.replace(/<[^>]*>/g, '');

describe('what is known of an exception besides its row', () => {
  test('is the last answer to its item, and how often that failed before', () => {
    const exception = sampleException('a/b', 'x', { repeats: 2 });
    const report = sampleReport({ controls: [sampleControl('c', { exceptions: [exception] })] });
    const earlier = { ...said, check: 'a/b', item: 'x', cause: 'An earlier word.', at: '2026-01-04T09:00:00.000Z' };
    const notesOn = notesFrom(report, [{ ...said, check: 'a/b', item: 'x' }, earlier]);
    expect(notesOn(exception)).toMatchObject({ repeats: 2, response: { cause: 'Nobody stood in' } });
    expect(notesOn({ ...exception, from: '2025-01-01T00:00:00.000Z' })).toMatchObject({ repeats: 0, response: { cause: 'Nobody stood in' } });
    expect(notesOn({ ...exception, check: 'a/c' })).toEqual({ repeats: 0, response: null });
    expect(notesFrom(null, [earlier])(exception)).toMatchObject({ repeats: 0, response: { cause: 'An earlier word.' } });
  });

  test('names whose word it is, and what is to be done by when', () => {
    expect(text(said)).toBe(
      'Management’s response p-002, 5 Jan 2026Cause: Nobody stood in. Response: It was read afterwards. To be done by 31 Mar 2026: Name a deputy.',
    );
    expect(text({ ...said, due: null })).toContain('To be done: Name a deputy.');
    expect(text({ ...said, action: null, due: null })).not.toContain('To be done');
    expect(text(null)).toBeUndefined();
  });

  test('counts how often it failed before in words', () => {
    const words = (repeats: number) => repeated({ repeats, response: null })?.markup.replace(/<[^>]*>/g, '');
    expect([0, 1, 2, 3].map(words)).toEqual([
      undefined,
      ' Failed once before in this period.',
      ' Failed twice before in this period.',
      ' Failed 3 times before in this period.',
    ]);
  });

  test('is text, whatever was written', () => {
    const hostile = '<img src=x onerror=alert(1)>"\u202E';
    const { markup } = answered({ repeats: 0, response: { ...said, cause: hostile, response: hostile, action: hostile, by: hostile } }, clock)!;
    expect(markup).not.toMatch(/<img|\u202E/);
    expect(markup.split('&lt;img src=x onerror=alert(1)&gt;&quot;[U+202E]')).toHaveLength(5);
  });
});
