import { expect, it } from 'vitest';
import { piecesOf, safeAddress } from './untrusted-text.ts';

it('shows what would be unseen, and keeps what can be read', () => {
  expect(piecesOf('invoice\u202Egpj.exe')).toEqual([{ text: 'invoice' }, { code: 'U+202E', name: 'right-to-left override' }, { text: 'gpj.exe' }]);
  expect(piecesOf('a\u0000b\nc').filter((piece) => 'code' in piece)).toHaveLength(2);
  expect(piecesOf('pay\u200bpal\u2066\ufeff').filter((piece) => 'code' in piece)).toHaveLength(3);
  expect(piecesOf('\u{e0041}')).toEqual([{ code: 'U+E0041', name: 'unseen character' }]);
  expect(piecesOf('\ud800')).toHaveLength(1);
});

it('leaves letters of any script and pictures whole', () => {
  for (const text of ['Piotr Zając', 'مرحبا', '山田', '👩‍👩‍👧', '<b>not bold</b>']) expect(piecesOf(text)).toEqual([{ text }]);
  expect(piecesOf('')).toEqual([]);
});

it('makes a link only of a whole https address', () => {
  expect(safeAddress('https://github.com/harbourlight')).toBe('https://github.com/harbourlight');
  for (const bad of [
    'javascript:alert(1)',
    'http://example.org',
    'data:text/html,x',
    '//example.org',
    '/controls',
    'https://a:b@example.org',
    'https://exa\u202Emple.org',
    ' ',
    '',
  ]) {
    expect(safeAddress(bad), bad).toBeUndefined();
  }
});
