import { describe, expect, test } from 'vitest';
import { addressOf, isNow, keepView, parseSearch, questionText, readQuestion, stringifySearch, viewOf } from './view.ts';

describe('an address', () => {
  test('holds the view and what a page keeps of its own, as plain words', () => {
    const search = parseSearch('?state=fail&audit=type-2-2025&at=2025-06-30');
    expect(search).toEqual({ state: 'fail', audit: 'type-2-2025', at: '2025-06-30' });
    expect(viewOf(search)).toEqual({ audit: 'type-2-2025', at: '2025-06-30' });
  });

  test('never takes a word for a number, a truth or an object', () => {
    expect(parseSearch('?q=2025&item=true&at=null&other=%7B%22a%22%3A1%7D')).toEqual({ q: '2025', item: 'true', at: 'null', other: '{"a":1}' });
  });

  test('drops what has no value, and takes the last of what is there twice', () => {
    expect(parseSearch('?at=&q=a&q=b&audit')).toEqual({ q: 'b' });
  });

  test('is written in one order, with what it was read from', () => {
    expect(stringifySearch({ state: 'fail', b: undefined, asKnownAt: '2025-01-01', audit: 'a b' })).toBe(
      '?audit=a+b&asKnownAt=2025-01-01&state=fail',
    );
    const odd = { q: 'a&b=c+d %/é', audit: '+1' };
    expect(parseSearch(stringifySearch(odd))).toEqual(odd);
    expect(stringifySearch({})).toBe('');
  });
});

describe('the view', () => {
  const now = { audit: 'type-2-2025', at: '2025-06-30', state: 'fail' };

  test('goes along with a link that does not speak of it, and nothing else does', () => {
    expect(keepView(now, { q: 'main' })).toEqual({ q: 'main', audit: 'type-2-2025', at: '2025-06-30' });
  });

  test('is left by a link that says undefined', () => {
    const next = keepView({ ...now, asKnownAt: '2025-07-01' }, { at: undefined, asKnownAt: undefined });
    expect(stringifySearch(next)).toBe('?audit=type-2-2025');
  });

  test('has an audit or two days, never a mixture', () => {
    expect(stringifySearch(keepView(now, { from: '2025-01-01', until: '2025-03-31' }))).toBe('?from=2025-01-01&until=2025-03-31&at=2025-06-30');
    expect(stringifySearch(keepView({ from: '2025-01-01', until: '2025-03-31' }, { audit: 'a' }))).toBe('?audit=a');
  });

  test('is now as long as no instant is named', () => {
    expect(isNow({ audit: 'a' })).toBe(true);
    expect(isNow({ at: '2025-06-30' })).toBe(false);
    expect(isNow({ asKnownAt: '2025-06-30' })).toBe(false);
  });
});

describe('a link', () => {
  const now = { audit: 'a', at: '2025-06-30', state: 'fail' };

  test('takes the view along, and leaves its path and its place on the page as they are', () => {
    expect(addressOf('/controls/change%2Fx?item=1#today', now)).toBe('/controls/change%2Fx?audit=a&at=2025-06-30&item=1#today');
    expect(addressOf('/', now)).toBe('/?audit=a&at=2025-06-30');
  });

  test('may say another view', () => {
    expect(addressOf('/controls?at=2025-01-01', now)).toBe('/controls?audit=a&at=2025-01-01');
    expect(addressOf('/controls', {})).toBe('/controls');
  });
});

describe('a question', () => {
  const key = 'GET /checks/{check}/items';

  test('is the same in whatever order it is written', () => {
    const one = questionText(key, { params: { check: 'change/x' }, query: { q: 'a', state: ['fail', 'pass'] } }, { audit: 'a', at: 'b' });
    const two = questionText(key, { query: { state: ['fail', 'pass'], q: 'a' }, params: { check: 'change/x' } }, { at: 'b', audit: 'a' });
    expect(one).toBe(two);
  });

  test('is the same whether something is undefined, an empty list or not there', () => {
    expect(questionText(key, { query: { q: undefined, state: [] } }, {})).toBe(questionText(key, {}, null));
  });

  test('differs by endpoint, parameter, query and view', () => {
    const texts = [
      questionText(key, {}, {}),
      questionText('GET /checks', {}, {}),
      questionText(key, { params: { check: 'a' } }, {}),
      questionText(key, { query: { check: 'a' } }, {}),
      questionText(key, { query: { state: ['fail', 'pass'] } }, {}),
      questionText(key, { query: { state: ['pass', 'fail'] } }, {}),
      questionText(key, {}, { at: '2025-06-30' }),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('takes the view of the address, and what the call says before it', () => {
    const text = questionText(key, { query: { at: '2025-02-01', q: 'x' } }, { at: '2025-06-30', audit: 'a' });
    expect(readQuestion(text)).toEqual({ key, call: { params: {}, query: { at: '2025-02-01', audit: 'a', q: 'x' } } });
  });
});
