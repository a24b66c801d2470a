import { expect, test } from 'vitest';
import { excerptOf, mediaOf } from './evidence-item-excerpt.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('what is JSON, what is text, and what is neither', () => {
  expect(mediaOf(bytes('{"a":1}'))).toBe('application/json');
  expect(mediaOf(bytes('{"a":1'))).toBe('text/plain');
  expect(mediaOf(bytes('id: p-001'))).toBe('text/plain');
  expect(mediaOf(Uint8Array.of(0xff, 0xfe, 1))).toBe('application/octet-stream');
  expect(mediaOf(Uint8Array.of(65, 0, 66))).toBe('application/octet-stream');
});

const pull = (number: number) => ({ id: `PR_${number}`, title: `Change ${number}`, body: 'x'.repeat(200), commits: [{ oid: `sha-${number}` }] });
const answer = JSON.stringify({ data: { pulls: Array.from({ length: 300 }, (_, at) => pull(at)) } });

test('of a large answer the part that speaks of it is shown, and where it stands', () => {
  const excerpt = excerptOf(answer, 'application/json', { key: 'sha-123', tokens: ['Change 123'] });
  expect(excerpt).toMatchObject({ whole: false, place: 'data.pulls[123]' });
  expect(JSON.parse(excerpt?.text ?? '')).toEqual(pull(123));
});

test('of several places, the one that holds most of what is known', () => {
  const named = JSON.stringify({ heads: Array.from({ length: 400 }, (_, at) => `sha-${at} seen`), pulls: [pull(7)], padding: 'y'.repeat(9_000) });
  const excerpt = excerptOf(named, 'application/json', { key: 'sha-7', tokens: ['Change 7', 'PR_7'] });
  expect(excerpt?.place).toBe('pulls');
});

test('a small answer is shown whole; bytes that are no text are not shown', () => {
  expect(excerptOf('{"a":1}', 'application/json', { key: 'a', tokens: [] })).toEqual({ text: '{\n  "a": 1\n}', place: '', whole: true });
  expect(excerptOf('', 'application/octet-stream', { key: 'a', tokens: [] })).toBeNull();
});

test('a value that is itself too long is cut, and says so', () => {
  const long = JSON.stringify({ text: `sha-1 ${'z'.repeat(50_000)}` });
  const excerpt = excerptOf(long, 'application/json', { key: 'sha-1', tokens: [] });
  expect(excerpt?.text.length).toBeLessThan(10_000);
  expect(excerpt?.text.endsWith('…')).toBe(true);
});

test('of a long text, the lines around it', () => {
  const text = Array.from({ length: 900 }, (_, at) => `- { id: p-${at}, name: Somebody }`).join('\n');
  const excerpt = excerptOf(text, 'text/plain', { key: 'p-500', tokens: [] });
  expect(excerpt).toMatchObject({ place: 'lines 496 to 530', whole: false });
  expect(excerpt?.text).toContain('id: p-500,');
});
