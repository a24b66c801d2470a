import { describe, expect, test } from 'vitest';
import type { ChangeState } from './change-story-facts.ts';
import { happenedOf, railsOf, type Telling } from './change-story-happened.ts';

const at = (text: string) => Date.parse(`2025-03-0${text}Z`);
const landedAt = at('3T12:00:00');
const commit = (sha: string, authoredAt: number) => ({ sha, parents: ['base'], author: 'account:A', coAuthors: [], authoredAt, cleanMerge: null });
const approval = { by: 'account:B', at: at('2T10:00:00'), commit: 'w1', withdrawnAt: null };

const state: ChangeState = {
  ...{ repository: 'api', branch: 'main', landed: 'landed', landedAt, method: 'squash', title: 'Change', pullRequest: 7, tickets: [] },
  ...{
    author: 'account:A',
    coAuthors: [],
    committer: 'account:A',
    furtherCommits: 0,
    signature: 'absent',
    openedAt: at('1T10:00:00'),
    seenAt: landedAt,
  },
  commits: [commit('w1', at('2T09:00:00')), commit('w2', at('3T11:00:00')), commit('landed', landedAt)],
  approvals: [approval],
  statusChecks: [
    { name: 'test', app: null, commit: 'w2', outcome: 'success', completedAt: at('3T11:30:00') },
    { name: 'lint', app: null, commit: 'w2', outcome: 'failure', completedAt: at('3T11:20:00') },
  ],
};

function telling(more: Partial<Telling> = {}): Telling {
  return {
    ...{ state, leaf: 5, versions: [{ state, leaf: 5 }], approvalRecords: [], deployments: [], deploymentsTold: true, runs: [] },
    logins: new Map([
      ['account:A', 'ada'],
      ['account:B', 'bo'],
    ]),
    found: { approval: 'fail', checks: 'pass', afterwards: null, worst: 'fail' },
    horizon: at('9T00:00:00'),
    ...more,
  };
}

const passed = { approval: 'pass', checks: 'pass', afterwards: null, worst: 'pass' } as const;
const said = (given: Telling) => happenedOf(given).map((one) => [one.line, one.what, one.code, one.by, one.tone]);

describe('what happened', () => {
  test('in its order, drawn as it was found: work that the approval had not seen, and the landing', () => {
    expect(said(telling())).toEqual([
      ['pull-request', 'Pull request 7 opened', null, 'ada', 'plain'],
      ['commits', 'Commit', 'w1', 'ada', 'plain'],
      ['review', 'Approved at', 'w1', 'bo', 'hollow'],
      ['commits', 'Commit after the approval', 'w2', 'ada', 'bad'],
      ['checks', '1 of 2 checks passed on', 'w2', null, 'hollow'],
      ['landed', 'Squashed and landed as', 'landed', 'ada', 'bad'],
    ]);
  });

  test('where the approval was found to count, later work is not drawn as a failure', () => {
    const tones = happenedOf(telling({ found: passed })).map((one) => one.tone);
    expect(tones).not.toContain('bad');
    expect(tones).toContain('ok');
  });

  test('nothing later than the instant that is judged', () => {
    const early = happenedOf(telling({ horizon: at('2T12:00:00') }));
    expect(early.map((one) => one.line)).toEqual(['pull-request', 'commits', 'review']);
  });

  test('times of commits are claimed; the landing is claimed only where no code host tells of it', () => {
    const claimed = (given: Telling) => new Map(happenedOf(given).map((one) => [one.line, one.claimed]));
    expect(claimed(telling())).toEqual(
      new Map([
        ['pull-request', false],
        ['commits', true],
        ['review', false],
        ['checks', false],
        ['landed', false],
      ]),
    );
    const { seenAt: _seen, openedAt: _opened, statusChecks: _checks, ...cloned } = state;
    const clone: ChangeState = { ...cloned, approvals: { untold: 'A clone does not tell.' } };
    expect(claimed(telling({ state: clone, versions: [{ state: clone, leaf: 5 }] }))).toEqual(
      new Map([
        ['commits', true],
        ['landed', true],
      ]),
    );
  });

  test('an approval keeps the entry that first told it, and its withdrawal is told as it was last seen', () => {
    const withdrawn: ChangeState = { ...state, approvals: [{ ...approval, withdrawnAt: at('2T11:00:00') }] };
    const review = happenedOf(
      telling({
        versions: [
          { state, leaf: 5 },
          { state: withdrawn, leaf: 9 },
        ],
        state: withdrawn,
        leaf: 9,
      }),
    ).filter((one) => one.line === 'review');
    expect(review.map((one) => [one.what, one.leaf])).toEqual([
      ['Approved at', 5],
      ['Approval withdrawn', 5],
    ]);
  });

  test('a look at an emergency that came too late is what failed, not the landing', () => {
    const late: ChangeState = { ...state, approvals: [{ ...approval, at: at('6T10:00:00') }] };
    const found = { approval: null, checks: 'pass', afterwards: 'fail', worst: 'pass' } as const;
    const told = said(telling({ state: late, versions: [{ state: late, leaf: 5 }], found }));
    expect(told.filter(([line]) => line === 'review' || line === 'landed').map(([, what, , , tone]) => [what, tone])).toEqual([
      ['Squashed and landed as', 'plain'],
      ['Approved after it had landed, at', 'bad'],
    ]);
  });

  test('a deployment says how it was made, and where that is not told, that', () => {
    const deployment = {
      repository: 'api',
      environment: 'prod',
      commit: 'landed',
      ref: 'main',
      createdAt: at('3T13:00:00'),
      by: '',
      byType: 'unknown',
      statuses: [],
    } as const;
    const of = (more: object) => {
      const given = { state: { ...deployment, ...more, statuses: [] }, leaf: 8, within: null } as unknown as Telling['deployments'][number];
      return happenedOf(telling({ deployments: [given] })).find((one) => one.line === 'deployed');
    };
    expect(of({ production: true, run: '99' })).toMatchObject({ what: 'Deployed to production', detail: 'prod, by pipeline run 99' });
    expect(of({ production: true, run: null })?.detail).toBe('prod, by no pipeline');
    expect(of({ production: { untold: 'x' }, run: { untold: 'x' } })).toMatchObject({
      what: 'Deployed (whether to production is not told)',
      detail: 'prod, by which pipeline is not told',
      by: 'somebody whom the code host no longer knows',
    });
  });
});

describe('what lasted', () => {
  const rails = (given: Telling) => railsOf(given).map((one) => [one.line, one.from, one.until, one.tone]);

  test('an approval stands until work was added that it had not seen', () => {
    expect(rails(telling())).toEqual([
      ['pull-request', state.openedAt, landedAt, 'plain'],
      ['review', approval.at, at('3T11:00:00'), 'ok'],
      ['review', at('3T11:00:00'), landedAt, 'bad'],
    ]);
  });

  test('one that counts stands until landing; one of the author’s own is no rail', () => {
    expect(rails(telling({ found: passed })).filter(([line]) => line === 'review')).toEqual([['review', approval.at, landedAt, 'ok']]);
    const own: ChangeState = { ...state, approvals: [{ ...approval, by: 'account:A' }] };
    expect(rails(telling({ state: own, versions: [{ state: own, leaf: 5 }] })).filter(([line]) => line === 'review')).toEqual([]);
  });

  test('nothing is drawn beyond the instant that is judged', () => {
    for (const [, from, until] of rails(telling({ horizon: at('2T12:00:00') }))) {
      expect(Number(from)).toBeLessThan(at('2T12:00:00'));
      expect(Number(until)).toBeLessThanOrEqual(at('2T12:00:00'));
    }
  });
});
