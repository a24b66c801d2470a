import { describe, expect, test } from 'vitest';
import { given } from '../../../test/support/workflow.ts';
import type { Happened } from '../workflow.ts';
import { engagementWorkflow } from './engagement.ts';
import type { CommandOf, EngagementCommand } from './engagement-commands.ts';
import type { EngagementEvent } from './engagement-events.ts';
import {
  assessed,
  auditor,
  by,
  company,
  drawn,
  foreignAuditor,
  happened,
  hash,
  item,
  opened,
  openedEvent,
  pins,
  year,
} from './testing/an-engagement.ts';

const engagement = (history: readonly Happened<EngagementEvent>[] = []) => given(engagementWorkflow, history);

function open(more: Partial<CommandOf<'open'>> = {}): CommandOf<'open'> {
  return { ...openedEvent, type: 'open', committed: ['security', 'availability'], ...more };
}

describe('an engagement is opened', () => {
  test('by the company, for an audit of its records', () => {
    engagement().when(open(), by(company)).decides([openedEvent]);
    engagement()
      .when(open({ firm: ' An audit firm ' }), by(company))
      .decides([openedEvent]);
  });

  test('once, whoever asks', () => {
    for (const who of [company, auditor, foreignAuditor]) engagement([opened]).when(open(), by(who)).refuses('engagement/exists');
  });

  test('for an audit that the records name', () => {
    engagement()
      .when(open({ period: null }), by(company))
      .refuses('engagement/no-audit', 'type-2-2025');
  });

  test('with a firm and its auditors, each with an id and a name', () => {
    engagement()
      .when(open({ firm: ' ' }), by(company))
      .refuses('engagement/no-firm');
    engagement()
      .when(open({ auditors: [] }), by(company))
      .refuses('engagement/no-auditor');
    for (const nobody of [
      { id: '', name: 'An auditor' },
      { id: ' ', name: 'An auditor' },
      { id: 'a-002', name: '' },
    ])
      engagement()
        .when(open({ auditors: [...openedEvent.auditors, nobody] }), by(company))
        .refuses('engagement/no-auditor');
    engagement()
      .when(open({ auditors: [...openedEvent.auditors, { id: auditor, name: 'The same' }] }), by(company))
      .refuses('engagement/auditor-exists');
  });

  test('by the company, or by one of its auditors, who may so choose its id', () => {
    engagement().when(open(), by(auditor)).decides([openedEvent]);
  });

  test('for categories that the program commits to, and says which it does not', () => {
    engagement()
      .when(open({ categories: ['security', 'availability'] }), by(company))
      .decides([{ ...openedEvent, categories: ['security', 'availability'] }]);
    engagement()
      .when(open({ categories: ['security', 'privacy', 'confidentiality'] }), by(company))
      .refuses('engagement/category', 'privacy, confidentiality', 'security, availability');
    engagement()
      .when(open({ committed: [] }), by(company))
      .refuses('engagement/category');
  });
});

type After = Exclude<EngagementCommand, { type: 'open' }>;

/** A command of each type that an auditor may give once a sample was drawn; `whose` says whether anybody else may. */
const commands: { readonly [T in After['type']]: { readonly command: CommandOf<T>; readonly whose: 'auditor' | 'company' | 'either' } } = {
  'add-auditor': { command: { type: 'add-auditor', auditor: { id: 'a-002', name: 'A second auditor' } }, whose: 'auditor' },
  'move-period': {
    command: { type: 'move-period', period: { ...year, first: '2025-02-01', from: '2025-01-31T23:00:00.000Z' }, reason: 'Agreed.' },
    whose: 'auditor',
  },
  'pin-again': { command: { type: 'pin-again', pins, reason: 'A check was mended.' }, whose: 'auditor' },
  'capture-settings': {
    command: { type: 'capture-settings', from: assessed('2025-06-30T00:00:00.000Z'), settings: [], anyway: false },
    whose: 'either',
  },
  freeze: {
    command: { type: 'freeze', from: assessed(), populations: [{ population: 'leavers', sha256: hash('b'), items: 0 }], interim: false },
    whose: 'either',
  },
  draw: {
    command: {
      type: 'draw',
      control: 'change-tickets',
      population: 'changes',
      method: { by: 'confidence', confidence: 0.9, tolerableRate: 0.1, expectedDeviations: 0 },
      strata: 1,
      drawn: { seed: hash('6'), size: 1, items: [item('api#3')] },
      sha256: hash('a'),
    },
    whose: 'auditor',
  },
  explain: {
    command: {
      type: 'explain',
      population: 'changes',
      difference: 'c0ffee belongs to no change',
      explanation: 'A mirror.',
      known: ['c0ffee belongs to no change'],
    },
    whose: 'company',
  },
  extend: {
    command: { type: 'extend', control: 'change-approval', population: 'changes', reason: 'One more.', items: [item('api#3')] },
    whose: 'auditor',
  },
  mark: {
    command: {
      type: 'mark',
      control: 'change-approval',
      population: 'changes',
      item: 'api#1',
      attribute: 'change/approved-by-another',
      mark: 'accept',
      note: '',
      outcome: 'pass',
    },
    whose: 'auditor',
  },
  request: { command: { type: 'request', title: 'The tickets', control: null, due: null }, whose: 'auditor' },
  'move-request': { command: { type: 'move-request', request: 'R-001', state: 'withdrawn', comment: '', evidence: [] }, whose: 'auditor' },
  comment: { command: { type: 'comment', request: 'R-001', comment: 'It is on its way.' }, whose: 'either' },
  close: { command: { type: 'close', reason: 'The report was issued.' }, whose: 'auditor' },
};
const each = Object.entries(commands) as readonly (readonly [string, { command: After; whose: 'auditor' | 'company' | 'either' }])[];

const asked = happened({ type: 'requested', request: 'R-001', title: 'The tickets', control: null, due: null });
const standing = [...drawn, asked];

describe('what is asked of an engagement', () => {
  test.each(each)('%s: by its auditor, and by others only where it is theirs, too', (_type, { command, whose }) => {
    const its = whose === 'company' ? company : auditor;
    const decided = engagementWorkflow.decide(command, engagement(standing).state(), by(its));
    expect(decided).toHaveLength(1);
    engagement(standing).when(command, by(its)).decides(decided);
    if (whose === 'company') return engagement(standing).when(command, by(auditor)).refuses('engagement/not-the-company', auditor);
    for (const who of [company, foreignAuditor, '']) {
      if (whose === 'either') engagement(standing).when(command, by(who)).decides(decided);
      else engagement(standing).when(command, by(who)).refuses('engagement/not-its-auditor', 'An audit firm', auditor);
    }
  });

  test.each(each)('%s: not before it was opened', (_type, { command }) => {
    engagement().when(command, by(auditor)).refuses('engagement/unknown');
  });

  test.each(each)('%s: not after it was closed', (_type, { command }) => {
    const closed = happened({ type: 'closed', reason: 'The report was issued.' });
    for (const who of [auditor, company])
      engagement([...standing, closed])
        .when(command, by(who))
        .refuses('engagement/closed', '2026-01-15', 'The report was issued.');
  });

  test.each(['move-period', 'pin-again', 'close', 'extend'] as const)('%s: not without a reason', (type) => {
    engagement(standing)
      .when({ ...commands[type].command, reason: ' \n' }, by(auditor))
      .refuses('engagement/no-reason');
    const [event] = engagementWorkflow.decide({ ...commands[type].command, reason: ' Why. ' }, engagement(standing).state(), by(auditor));
    expect(event).toMatchObject({ reason: 'Why.' });
  });
});

describe('auditors', () => {
  const second = { id: 'a-002', name: 'A second auditor' };
  const added = happened({ type: 'auditor-added', auditor: second });

  test('are added by one who is there, and then do what auditors do', () => {
    engagement([opened])
      .when({ type: 'add-auditor', auditor: second }, by(auditor))
      .decides([{ type: 'auditor-added', auditor: second }]);
    const close = commands.close.command;
    engagement([opened]).when(close, by('a-002')).refuses('engagement/not-its-auditor');
    engagement([opened, added])
      .when(close, by('a-002'))
      .decides([{ type: 'closed', reason: 'The report was issued.' }]);
  });

  test('are not added twice, nor without an id and a name', () => {
    for (const auditorAgain of [second, { id: auditor, name: 'Somebody else' }])
      engagement([opened, added])
        .when({ type: 'add-auditor', auditor: auditorAgain }, by(auditor))
        .refuses('engagement/auditor-exists', auditorAgain.id);
    for (const nobody of [
      { id: ' ', name: 'Nobody' },
      { id: 'a-003', name: ' ' },
    ])
      engagement([opened]).when({ type: 'add-auditor', auditor: nobody }, by(auditor)).refuses('engagement/no-auditor');
  });
});

describe('a control that is retired while the engagement is open', () => {
  const onward = happened({ type: 'pinned-again', pins: { ...pins, controls: { 'change-tickets': 4 } }, reason: 'It was retired.' });

  test('stays in its scope: the pins are its own, whatever the program says since', () => {
    engagement(standing)
      .when(commands.mark.command, by(auditor))
      .decides([{ ...commands.mark.command, type: 'marked', outcome: 'pass' }]);
  });

  test('leaves it only where an auditor pins again, and then nothing more is drawn, added, marked or asked of it', () => {
    const retired = [...standing, onward];
    expect(engagement(retired).state()?.pins.controls).toEqual({ 'change-tickets': 4 });
    engagement(retired).when(commands.mark.command, by(auditor)).refuses('engagement/control-out-of-scope', 'change-approval');
    engagement(retired).when(commands.extend.command, by(auditor)).refuses('engagement/control-out-of-scope');
    engagement(retired)
      .when({ ...commands.draw.command, control: 'change-approval' }, by(auditor))
      .refuses('engagement/control-out-of-scope');
    engagement(retired)
      .when({ ...commands.request.command, control: 'change-approval' }, by(auditor))
      .refuses('engagement/control-out-of-scope');
    expect(engagement(retired).state()?.samples).toHaveLength(1);
  });

  test.each(['constructor', 'toString', '__proto__', ''])('is not in it by a name that everything answers to: "%s"', (control) => {
    const { draw, mark, request } = commands;
    for (const { command } of [draw, mark, request])
      engagement(standing)
        .when({ ...command, control }, by(auditor))
        .refuses('engagement/control-out-of-scope');
  });
});
