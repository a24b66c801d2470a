import { describe, expect, test } from 'vitest';
import { given } from '../../../test/support/workflow.ts';
import { DAY, parseInstant, plus } from '../../kernel/time.ts';
import { type ResponseCommand, type ResponseEvent, responseWorkflow } from './response.ts';

const may = parseInstant('2025-05-01T09:00:00Z');
const who = { by: 'p-001', at: may };

const command: ResponseCommand = {
  type: 'respond',
  check: 'change/approved-by-another',
  item: 'api#7',
  cause: 'The protection of the branch was off for a day.',
  response: 'It is on again, and a rule of the organization keeps it on.',
  action: 'Watch the rule.',
  due: '2025-06-30',
  failed: true,
};

const { type: _, failed: __, ...said } = command;
const responded: ResponseEvent = { type: 'responded', ...said };

function asked(more: Partial<ResponseCommand> = {}, history: Parameters<typeof given<unknown, ResponseCommand, ResponseEvent>>[1] = []) {
  return given(responseWorkflow, history).when({ ...command, ...more }, who);
}

describe('management answers', () => {
  test('an exception, with its cause and what is done about it until when', () => {
    asked().decides([responded]);
  });

  test('without an action, or with one that has no day', () => {
    asked({ action: null, due: null }).decides([{ ...responded, action: null, due: null }]);
    asked({ due: null }).decides([{ ...responded, due: null }]);
  });

  test('in words, without the spaces around them; an empty action is none', () => {
    asked({ cause: ` ${command.cause}\n`, response: `\t${command.response} `, action: ' Watch the rule. ' }).decides([responded]);
    asked({ action: '  ', due: null }).decides([{ ...responded, action: null, due: null }]);
  });

  test('what failed, and nothing else', () => {
    asked({ failed: false }).refuses('response/no-exception', 'api#7', 'change/approved-by-another');
  });

  test.each([{ cause: ' ' }, { response: '' }, { response: ' ' }, { cause: '', response: '' }])(
    'both what the cause was and what is done: not %j',
    (more) => {
      asked(more).refuses('response/empty');
    },
  );

  test.each([null, '', ' '])('what is to be done by the day it names: not %j', (action) => {
    asked({ action }).refuses('response/due-without-action');
  });
});

describe('the newest answer counts', () => {
  const first = { event: responded, ...who };
  const second = { event: { ...responded, cause: 'Somebody turned it off by hand.' }, by: 'p-002', at: plus(may, DAY) };

  test('and those before are counted', () => {
    expect(given(responseWorkflow).state()).toBeNull();
    expect(given(responseWorkflow, [first]).state()).toEqual({ ...said, ...who, earlier: 0 });
    expect(given(responseWorkflow, [first, second]).state()).toEqual({ ...said, cause: second.event.cause, by: 'p-002', at: second.at, earlier: 1 });
    expect(given(responseWorkflow, [first, second, first]).state()).toMatchObject({ by: 'p-001', earlier: 2 });
  });

  test('and is given again, also in the same words: who stands by it, and when, is news', () => {
    asked({}, [first, second]).decides([responded]);
  });
});
