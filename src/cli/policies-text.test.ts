import { expect, test } from 'vitest';
import { policyReport } from '../audit/policies/policy-report.ts';
import { type GivenCheck, given, policy } from '../audit/policies/testing/given-policies.ts';
import { policiesPage, policyPage } from './policies-text.ts';
import { plainPage } from './testing/page.ts';

const from = '2024-06-01T00:00:00Z';
const checks: readonly GivenCheck[] = [
  {
    id: 'people/leaver-access-removed',
    population: 'leavers',
    settings: ['access-removal.within'],
    rows: [
      { item: 'p-1', from: '2025-02-01T00:00:00Z', due: '2025-02-02T00:00:00Z' },
      { item: 'p-2', from: '2025-05-01T00:00:00Z', due: '2025-05-02T00:00:00Z', fails: [['2025-05-02T00:00:00Z', '2025-05-09T23:00:00Z']] },
    ],
  },
  { id: 'access/review-on-time', population: 'access-reviews-due', settings: ['access-review.every'], rows: [] },
  { id: 'secret/revoked-within-limit', population: 'leaked-secrets', settings: ['secret.revoked.within'], rows: [] },
];
const policies = [
  policy('access-control', [
    { from, parameters: { 'access-removal.within': '24 hours', 'access-review.every': '6 months' } },
    { from: '2025-04-01T00:00:00Z', parameters: { 'access-removal.within': '24 hours', 'access-review.every': '3 months', 'made-up.limit': '7' } },
  ]),
  policy('older', [{ from, parameters: { 'access-review.every': '12 months' } }]),
  policy('bare', [{ from, parameters: {} }]),
  {
    ...policy('planned', []),
    status: 'draft' as const,
    parameters: [
      { name: 'secret.revoked.within', written: '4 hours' },
      { name: 'of-no-check', written: '1' },
    ],
  },
];
const report = policyReport(given({ checks, policies }));

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

test('every number stands with its words, what was found, and where it counts from', () => {
  const text = flat(policiesPage(report, plainPage()));
  for (const part of [
    'Program: of 4 policies, 3 adopted, 1 draft',
    'Title of access-control access-control, version 2, in force since 2025-04-01 02:00. Owner: p-002.',
    'Access of leavers is removed within 24 hours (access-removal.within)',
    '✗ people/leaver-access-removed 2 items tested, 1 late, the slowest done after 8 d 23 h, at the most 7 d 23 h beyond the limit.',
    'Access is reviewed every 3 months (access-review.every) Earlier in the period: 6 months, policy access-control, version 1, until 2025-04-01 02:00',
    'Does not count. Another policy counts: access-control sets it to 3 months.',
    'Policies that name no number bare',
  ])
    expect(text).toContain(part);
});

test('where documents and checks do not meet is told under its own heading', () => {
  const text = flat(policiesPage(report, plainPage()));
  for (const part of [
    'Numbers in documents that no check uses made-up.limit 7 (policy access-control, version 2). No check reads this number.',
    'Numbers that checks use and no document names: Tickmark’s defaults, adopted by nobody secret.revoked.within 24 hours, used by secret/revoked-within-limit',
    'Named by several policies in force access-review.every 3 months in access-control, version 2, since 2025-04-01 02:00; 12 months in older, version 1',
    'access-control counts. The one that came into force last counts.',
    'Drafts, whose numbers count for nothing planned version 1, 2 numbers; checks would read secret.revoked.within 4 hours (24 hours counts)',
    'Changed inside the period access-review.every 6 months (policy access-control, version 1) until 2025-04-01 02:00, then 3 months (policy access-control, version 2).',
  ])
    expect(text).toContain(part);
});

test('one policy is shown alone, and one without numbers says so', () => {
  const named = (id: string) => policyPage(report.policies.find((one) => one.id === id)!, report, plainPage());
  expect(named('access-control')).toContain('people/leaver-access-removed');
  expect(named('access-control')).not.toMatch(/Changed inside|older/);
  expect(flat(named('access-control'))).toContain('made-up.limit: 7 Does not count. No check reads this number.');
  expect(policiesPage(report, plainPage())).not.toContain('made-up.limit: 7');
  expect(named('bare')).toContain('It names no number.');
  expect(named('planned')).toContain('version 1, a draft');
});

test('with nothing to tell there are no headings, and a simulated clock is said above everything', () => {
  const empty = policyReport(given({}));
  expect(policiesPage(empty, plainPage())).toMatch(/^Program: no policy\nType 2, 2025-01-01 to 2025-12-31, both included \(UTC\)\n$/);
  const simulated = { ...empty, simulated: true as const };
  expect(policiesPage(simulated, plainPage())).toMatch(/^[^\n]*simulated/i);
});

test('what comes from outside cannot move the cursor', () => {
  const hostile = policy('h\u001b[2J', [{ from, parameters: { 'x\u001b[1A': '\u001b[31m7' } }], { title: 't\u0007', owner: 'o\u0000' });
  const told = policyReport(given({ policies: [hostile, { ...hostile, id: 'i\u001b[2J' }] }));
  expect(policiesPage(told, plainPage()).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test.each([60, 80, 120])('fits a page of %i columns', (width) => {
  const texts = [policiesPage(report, plainPage(width)), ...report.policies.map((one) => policyPage(one, report, plainPage(width)))];
  expect(texts.flatMap((text) => text.split('\n').filter((line) => [...line].length > width))).toEqual([]);
});
