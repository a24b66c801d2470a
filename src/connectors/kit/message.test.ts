import { describe, expect, test } from 'vitest';
import { readLanding, ticketsIn } from './message.ts';

describe('how a change landed', () => {
  const cases: [string, string, number, Partial<ReturnType<typeof readLanding>>][] = [
    ['GitHub, merged', 'Merge pull request #12 from org/feature/HL-7-x\n\nTitle', 2, { method: 'merge', pullRequest: 12, source: 'feature/HL-7-x' }],
    ['GitHub, squashed', 'Add a thing (#34)', 1, { method: 'squash', pullRequest: 34, source: null, title: 'Add a thing (#34)' }],
    [
      'GitLab, merged',
      "Merge branch 'HL-7-x' into 'main'\n\nTitle\n\nSee merge request group/project!56",
      2,
      { method: 'merge', pullRequest: 56, source: 'HL-7-x' },
    ],
    ['GitLab, squashed', 'Add a thing\n\nSee merge request group/project!56', 1, { method: 'squash', pullRequest: 56 }],
    ['Bitbucket, merged', 'Merged in feature/HL-7 (pull request #78)', 2, { method: 'merge', pullRequest: 78, source: 'feature/HL-7' }],
    ['Bitbucket, squashed', 'Merged in feature/HL-7 (pull request #78)', 1, { method: 'squash', pullRequest: 78 }],
    ['Azure DevOps', 'Merged PR 90: Title', 1, { method: 'squash', pullRequest: 90 }],
    ['git itself', "Merge branch 'feature'", 2, { method: 'merge', pullRequest: null, source: 'feature' }],
    ['a direct push', 'Add a thing', 1, { method: 'direct', pullRequest: null, source: null }],
    ['a number that is no request', 'Mention (#12) in the middle', 1, { method: 'direct', pullRequest: null }],
    ['nothing', '', 1, { method: 'direct', title: '' }],
  ];
  test.each(cases)('%s', (_, message, parents, expected) => {
    expect(readLanding(message, parents)).toMatchObject(expected);
  });
});

describe('tickets', () => {
  test.each([
    ['HL-7: a thing', ['HL-7']],
    ['Fixes #12, #13 and #14', ['#12', '#13', '#14']],
    ['closes: #1', ['#1']],
    ['See #2; refs #3', ['#2', '#3']],
    ['a thing (#12)', []],
    ['#12', []],
    ['feature/HL-7-more', ['HL-7']],
    ['Read UTF-8, ISO-8601, SHA-256 and RFC-3339', []],
    ['XHL-7x and HL-07 and hl-7', []],
    ['[ABC2-10] two, HL-1', ['ABC2-10', 'HL-1']],
    ['prefixes #4', []],
  ])('%s', (text, expected) => {
    expect(ticketsIn(text)).toEqual(expected);
  });
});
