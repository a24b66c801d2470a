import { Refusal } from '../../kernel/refusal.ts';
import type { Who } from '../workflow.ts';
import type { CommandOf } from './engagement-commands.ts';
import type { EngagementEvent, RequestState } from './engagement-events.ts';
import type { Engagement, RequestLine } from './engagement-state.ts';
import { requireAuditor, requireCompany, requireControl } from './permissions.ts';

/** From which state a request may come into which, and whose word that is. */
const moves: Readonly<Record<RequestState, { readonly from: readonly RequestState[]; readonly whose: 'auditor' | 'company' }>> = {
  open: { from: ['accepted'], whose: 'auditor' },
  provided: { from: ['open', 'returned'], whose: 'company' },
  returned: { from: ['provided'], whose: 'auditor' },
  accepted: { from: ['provided'], whose: 'auditor' },
  withdrawn: { from: ['open', 'provided', 'returned'], whose: 'auditor' },
};

/** Something the auditor asks to see. */
export function ask({ title, control, due }: CommandOf<'request'>, state: Engagement): readonly EngagementEvent[] {
  if (title.trim() === '') throw new Refusal('engagement/empty-request', 'Say what is asked for.');
  if (control !== null) requireControl(control, state);
  return [{ type: 'requested', request: `R-${String(state.requests.length + 1).padStart(3, '0')}`, title: title.trim(), control, due }];
}

export function moveRequest(
  { request, state: to, comment, evidence: named }: CommandOf<'move-request'>,
  state: Engagement,
  who: Who,
): readonly EngagementEvent[] {
  const line = lineOf(request, state);
  const evidence = named.filter((one) => one.trim() !== '');
  const { from, whose } = moves[to];
  if (!from.includes(line.state)) throw new Refusal('engagement/request-state', `${request} is ${line.state}; it cannot become ${to}.`);
  if (whose === 'auditor') requireAuditor(state, who);
  else requireCompany(state, who);
  if (to === 'returned' && comment.trim() === '') throw new Refusal('engagement/no-comment', 'Say what is missing when a request goes back.');
  if (to === 'provided' && comment.trim() === '' && evidence.length === 0)
    throw new Refusal('engagement/nothing-provided', 'Name the evidence, or say in a comment where it stands.');
  return [{ type: 'request-moved', request, state: to, comment: comment.trim(), evidence }];
}

export function comment({ request, comment: text }: CommandOf<'comment'>, state: Engagement): readonly EngagementEvent[] {
  lineOf(request, state);
  if (text.trim() === '') throw new Refusal('engagement/no-comment', 'The comment is empty.');
  return [{ type: 'commented', request, comment: text.trim() }];
}

function lineOf(request: string, { requests }: Engagement): RequestLine {
  const line = requests.find((one) => one.request === request);
  if (line) return line;
  throw new Refusal(
    'engagement/no-request',
    `There is no request "${request}". There are: ${requests.map((one) => one.request).join(', ') || 'none'}.`,
  );
}
