import { describe, expect, test } from 'vitest';
import { given } from '../../../test/support/workflow.ts';
import type { Happened } from '../workflow.ts';
import { engagementWorkflow } from './engagement.ts';
import type { CommandOf } from './engagement-commands.ts';
import { type EngagementEvent, type RequestState, requestStates } from './engagement-events.ts';
import { auditor, by, company, happened, opened } from './testing/an-engagement.ts';

const engagement = (history: readonly Happened<EngagementEvent>[]) => given(engagementWorkflow, history);

function requested(request = 'R-001'): Happened<EngagementEvent> {
  return happened({ type: 'requested', request, title: 'The tickets', control: null, due: null });
}

function moved(state: RequestState, more: { comment?: string; evidence?: string[] } = {}): Happened<EngagementEvent> {
  return happened({ type: 'request-moved', request: 'R-001', state, comment: '', evidence: [], ...more });
}

function move(state: RequestState, more: Partial<CommandOf<'move-request'>> = {}): CommandOf<'move-request'> {
  return { type: 'move-request', request: 'R-001', state, comment: 'Here.', evidence: ['evidence/tickets.csv'], ...more };
}

/** How a request comes into each state. */
const into: Readonly<Record<RequestState, readonly RequestState[]>> = {
  open: [],
  provided: ['provided'],
  returned: ['provided', 'returned'],
  accepted: ['provided', 'accepted'],
  withdrawn: ['withdrawn'],
};

function standing(state: RequestState) {
  return engagement([opened, requested(), ...into[state].map((one) => moved(one))]);
}

/** Every move that there is: from, to, and whose word it is. All others are refused. */
const allowed = new Map<string, 'auditor' | 'company'>([
  ['open → provided', 'company'],
  ['returned → provided', 'company'],
  ['provided → returned', 'auditor'],
  ['provided → accepted', 'auditor'],
  ['accepted → open', 'auditor'],
  ['open → withdrawn', 'auditor'],
  ['provided → withdrawn', 'auditor'],
  ['returned → withdrawn', 'auditor'],
]);

const triples = requestStates.flatMap((from) =>
  requestStates.flatMap((to) => (['auditor', 'company'] as const).map((role) => ({ from, to, role, whose: allowed.get(`${from} → ${to}`) }))),
);

describe('a request moves', () => {
  test('in each of the states it is where it was brought', () => {
    for (const state of requestStates) expect(standing(state).state()?.requests[0]?.state).toBe(state);
  });

  test.each(triples)('from $from to $to by the $role, where that is the word of the $whose', ({ from, to, role, whose }) => {
    const asked = standing(from).when(move(to), by(role === 'auditor' ? auditor : company));
    if (whose === undefined) asked.refuses('engagement/request-state', from, to);
    else if (whose === role)
      asked.decides([{ type: 'request-moved', request: 'R-001', state: to, comment: 'Here.', evidence: ['evidence/tickets.csv'] }]);
    else if (role === 'company') asked.refuses('engagement/not-its-auditor');
    else asked.refuses('engagement/not-the-company');
  });

  test('as the table says, in eight ways of fifty', () => {
    expect(triples.filter(({ role, whose }) => role === whose)).toHaveLength(8);
    expect(triples).toHaveLength(50);
  });

  test('back with a word on what is missing', () => {
    standing('provided')
      .when(move('returned', { comment: ' ' }), by(auditor))
      .refuses('engagement/no-comment');
    standing('provided')
      .when(move('returned', { comment: ' May is missing. ', evidence: [] }), by(auditor))
      .decides([{ type: 'request-moved', request: 'R-001', state: 'returned', comment: 'May is missing.', evidence: [] }]);
  });

  test('on with evidence, or with a word on where it stands', () => {
    for (const evidence of [[], [''], [' ', '\n']])
      for (const comment of ['', ' '])
        standing('open').when(move('provided', { comment, evidence }), by(company)).refuses('engagement/nothing-provided');
    standing('open')
      .when(move('provided', { comment: '', evidence: ['evidence/tickets.csv', ''] }), by(company))
      .decides([{ type: 'request-moved', request: 'R-001', state: 'provided', comment: '', evidence: ['evidence/tickets.csv'] }]);
    standing('open')
      .when(move('provided', { comment: 'In the package.', evidence: [] }), by(company))
      .decides([{ type: 'request-moved', request: 'R-001', state: 'provided', comment: 'In the package.', evidence: [] }]);
  });

  test('where there is one', () => {
    engagement([opened]).when(move('provided'), by(company)).refuses('engagement/no-request', 'none');
    standing('open')
      .when(move('provided', { request: 'R-01' }), by(company))
      .refuses('engagement/no-request', 'R-01', 'R-001');
  });
});

describe('a request is made', () => {
  const ask = { type: 'request', title: ' The tickets ', control: 'change-tickets', due: '2026-02-01' } as const;

  test('with the next number, whatever became of those before', () => {
    const event = { type: 'requested', title: 'The tickets', control: 'change-tickets', due: '2026-02-01' } as const;
    engagement([opened])
      .when(ask, by(auditor))
      .decides([{ ...event, request: 'R-001' }]);
    engagement([opened, requested(), requested('R-002'), moved('withdrawn')])
      .when(ask, by(auditor))
      .decides([{ ...event, request: 'R-003' }]);
  });

  test('for something, and for a control in scope where for one', () => {
    engagement([opened])
      .when({ ...ask, title: ' ' }, by(auditor))
      .refuses('engagement/empty-request');
    engagement([opened])
      .when({ ...ask, control: 'change-ticket' }, by(auditor))
      .refuses('engagement/control-out-of-scope', 'change-ticket');
  });
});

describe('a comment', () => {
  test('says something, of a request that there is', () => {
    standing('accepted')
      .when({ type: 'comment', request: 'R-001', comment: ' Thank you. ' }, by(company))
      .decides([{ type: 'commented', request: 'R-001', comment: 'Thank you.' }]);
    standing('open').when({ type: 'comment', request: 'R-001', comment: ' ' }, by(company)).refuses('engagement/no-comment');
    standing('open').when({ type: 'comment', request: 'R-002', comment: 'Hello.' }, by(company)).refuses('engagement/no-request');
  });

  test('stands in the history in its place, and moves nothing', () => {
    const commented = happened({ type: 'commented', request: 'R-001', comment: 'On Monday.' }, company);
    const state = engagement([
      opened,
      requested(),
      requested('R-002'),
      commented,
      moved('provided', { comment: 'Here.', evidence: ['evidence/tickets.csv'] }),
      commented,
    ]).state();
    expect(state?.requests.map((one) => one.state)).toEqual(['provided', 'open']);
    const [first, second] = state?.requests.map((one) => one.history.map((line) => [line.state, line.comment, line.by, line.evidence.length])) ?? [];
    expect(first).toEqual([
      [null, 'On Monday.', company, 0],
      ['provided', 'Here.', auditor, 1],
      [null, 'On Monday.', company, 0],
    ]);
    expect(second).toEqual([]);
  });
});
