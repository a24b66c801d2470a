import { momentSpan } from '../../kernel/time.ts';
import type { PrivilegedItem } from '../../populations/privileged-events.ts';
import { fails, type Judgement, passes } from '../check.ts';
import { type Judged, on } from '../wording.ts';

/** Was an event none of the sort that must not happen? `did`: what that sort is, after the name of who did it. */
export function judgeEvent(
  event: PrivilegedItem,
  { what, did }: { readonly what: PrivilegedItem['what']; readonly did: string },
  context: Judged,
): Judgement {
  const owed = [momentSpan(event.at)];
  const where = event.repository === null ? '' : ` in ${event.repository}`;
  if (event.what === what) return fails(owed, owed, `${upper(event.actor)} ${did}${where} ${on(event.at, context)} (${event.action}).`);
  return passes(owed, `What ${event.actor} did${where} ${on(event.at, context)} was something else (${event.action}).`);
}

function upper(actor: string): string {
  return actor === 'somebody' ? 'Somebody' : actor;
}
