import { Refusal } from '../../kernel/refusal.ts';
import { defineWorkflow, type Who } from '../workflow.ts';
import { captureSettings, explain, freeze, movePeriod } from './decide-frozen.ts';
import { ask, comment, moveRequest } from './decide-requests.ts';
import { draw, extend, mark } from './decide-tested.ts';
import type { CommandOf, EngagementCommand } from './engagement-commands.ts';
import { type EngagementEvent, engagementEvents } from './engagement-events.ts';
import { type Engagement, type EngagementState, evolveEngagement } from './engagement-state.ts';
import { requireAuditor, requireCompany, requireReason } from './permissions.ts';

/** Who may do what, once it was opened by either: the company provides and explains; the auditor draws, marks, asks and agrees to what moves. */
const whose: Readonly<Record<Exclude<EngagementCommand['type'], 'open'>, 'auditor' | 'company' | 'either'>> = {
  'add-auditor': 'auditor',
  'move-period': 'auditor',
  'pin-again': 'auditor',
  'capture-settings': 'either',
  freeze: 'either',
  draw: 'auditor',
  extend: 'auditor',
  mark: 'auditor',
  request: 'auditor',
  'move-request': 'either',
  comment: 'either',
  explain: 'company',
  close: 'auditor',
};

/** An auditor's engagement: what is frozen, drawn, marked and asked for. The auditor's marks are the auditor's alone. */
export const engagementWorkflow = defineWorkflow<EngagementState, EngagementCommand, EngagementEvent>({
  id: 'engagement',
  events: engagementEvents,
  initial: null,
  onlySaid: ['commented', 'difference-explained'],
  decide(command, state, who) {
    if (command.type === 'open') return open(command, state);
    if (state === null)
      throw new Refusal('engagement/unknown', 'There is no such engagement. `tickmark engagement list` names them; `open` begins one.');
    if (state.closed !== null)
      throw new Refusal('engagement/closed', `This engagement was closed on ${new Date(state.closed.at).toISOString()}: ${state.closed.reason}`);
    const mayDo = whose[command.type];
    if (mayDo === 'auditor') requireAuditor(state, who);
    if (mayDo === 'company') requireCompany(state, who);
    return decideOpen(command, state, who);
  },
  evolve: evolveEngagement,
});

function decideOpen(command: Exclude<EngagementCommand, { type: 'open' }>, state: Engagement, who: Who): readonly EngagementEvent[] {
  switch (command.type) {
    case 'add-auditor':
      return addAuditor(command, state);
    case 'move-period':
      return movePeriod(command, state);
    case 'pin-again':
      return [{ type: 'pinned-again', pins: command.pins, reason: requireReason(command.reason) }];
    case 'capture-settings':
      return captureSettings(command, state);
    case 'freeze':
      return freeze(command, state);
    case 'draw':
      return draw(command, state);
    case 'extend':
      return extend(command, state);
    case 'mark':
      return mark(command, state);
    case 'request':
      return ask(command, state);
    case 'move-request':
      return moveRequest(command, state, who);
    case 'comment':
      return comment(command, state);
    case 'explain':
      return explain(command, state);
    case 'close':
      return [{ type: 'closed', reason: requireReason(command.reason) }];
  }
}

function open({ type: _, committed, ...command }: CommandOf<'open'>, state: EngagementState): readonly EngagementEvent[] {
  const { audit, firm, auditors, period, categories, pins } = command;
  if (state !== null) throw new Refusal('engagement/exists', 'There is an engagement of this id already. Give it another.');
  if (period === null)
    throw new Refusal('engagement/no-audit', `The records name no audit "${audit}". Write it into records/scope.yaml and look again.`);
  if (firm.trim() === '') throw new Refusal('engagement/no-firm', 'Name the audit firm.');
  if (auditors.length === 0) throw new Refusal('engagement/no-auditor', 'Name at least one auditor: --auditor ID=NAME.');
  for (const [place, auditor] of auditors.entries()) requireNewAuditor(auditor, auditors.slice(0, place));
  const foreign = categories.filter((one) => !committed.includes(one));
  if (foreign.length > 0)
    throw new Refusal('engagement/category', `The program does not commit to ${foreign.join(', ')} (records/scope.yaml: ${committed.join(', ')}).`);
  return [{ type: 'opened', audit, firm: firm.trim(), auditors: [...auditors], period, categories: [...categories], pins }];
}

function addAuditor({ auditor }: CommandOf<'add-auditor'>, state: Engagement): readonly EngagementEvent[] {
  requireNewAuditor(auditor, state.auditors);
  return [{ type: 'auditor-added', auditor }];
}

function requireNewAuditor({ id, name }: Engagement['auditors'][number], before: Engagement['auditors']): void {
  if (id.trim() === '' || name.trim() === '') throw new Refusal('engagement/no-auditor', 'An auditor has an id and a name: --auditor ID=NAME.');
  if (before.some((one) => one.id === id)) throw new Refusal('engagement/auditor-exists', `"${id}" is an auditor of this engagement already.`);
}
