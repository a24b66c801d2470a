import { describe, expect, test } from 'vitest';
import { matching } from './offers.ts';

const offers = ['Overview', 'Controls', 'Choose the period and the instant', 'Criteria', 'Draw the pages in dark'].map((title) => ({ title }));
const titles = (text: string) => matching(offers, text).map(({ title }) => title);

describe('what is offered', () => {
  test('is everything while nothing is asked', () => {
    expect(titles('  ')).toHaveLength(offers.length);
  });

  test('has a word that begins with each word that was typed, in any case and order', () => {
    expect(titles('DARK pa')).toEqual(['Draw the pages in dark']);
    expect(titles('instant period')).toEqual(['Choose the period and the instant']);
  });

  test('is not what has the letters inside a word, or only some of the words', () => {
    expect(titles('view')).toEqual([]);
    expect(titles('dark light')).toEqual([]);
  });

  test('begins with what begins so', () => {
    expect(matching([{ title: 'The controls' }, { title: 'Controls' }], 'con').map(({ title }) => title)).toEqual(['Controls', 'The controls']);
  });
});
