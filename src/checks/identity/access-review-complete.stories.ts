import type { KindState } from '../../facts/kinds/index.ts';
import { untold } from '../../facts/told.ts';
import { BEGINNING, FOREVER, type Instant, plus } from '../../kernel/time.ts';
import { account, person, program, review, system } from '../testing/given.ts';
import { at, endOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { accessReviewComplete } from './access-review-complete.ts';

const due = endOf('2025-03-31');
const listedAt = at('2025-03-18T09:00:00+01:00');
const signedAt = at('2025-03-20T14:00:00Z');
const around = [
  program(),
  system('github'),
  person('p-001', { authority: ['access-reviews'] }),
  person('p-002'),
  account('a-1', 'p-001'),
  account('a-2', 'p-002'),
];

type Told = Partial<KindState<'access-review'>>;
const by = (who: string, ...accounts: string[]) => accounts.map((one) => ({ account: one, decision: 'keep' as const, by: who }));
const all = [...by('p-002', 'a-1'), ...by('p-001', 'a-2')];
const held = (id: string, decisions: Told['decisions'], told: Told = {}, instant: Instant = signedAt) =>
  review(id, { listedAt, decisions: [...(decisions ?? [])], signed: { by: 'p-001', at: instant }, ...told }, instant);

export const accessReviewCompleteStories = storiesOf(accessReviewComplete, [
  story('a decision on every account, none by its holder: pass')
    .given(...around, held('ar-1', all))
    .expects('2025-03-31', { outcome: 'pass', because: 'ar-1' }),
  story('an account was left out: fail from the end of the window')
    .given(...around, held('ar-1', by('p-001', 'a-2')))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, null]], because: 'no decision was taken on a-1' }),
  story('left out, and mended by a second review: fail until that was signed')
    .given(...around, held('ar-1', by('p-001', 'a-2')), held('ar-1b', all, {}, at('2025-04-10T09:00:00Z')))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, at('2025-04-10T09:00:00Z')]] }),
  story('the second, complete review was signed in the instant at which the window closes: pass')
    .given(...around, held('ar-1', by('p-001', 'a-2')), held('ar-1b', all, {}, due))
    .expects('2025-03-31', { outcome: 'pass' }),
  story('a millisecond later: fail')
    .given(...around, held('ar-1', by('p-001', 'a-2')), held('ar-1b', all, {}, plus(due, 1)))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, plus(due, 1)]] }),
  story('signed late and incomplete: fail from the signature on')
    .given(...around, held('ar-1', [], {}, at('2025-04-05T09:00:00Z')))
    .expects('2025-03-31', { outcome: 'fail', fail: [[at('2025-04-05T09:00:00Z'), null]] }),
  story('signed late and complete: that it was late is another check')
    .given(...around, held('ar-1', all, {}, at('2025-04-05T09:00:00Z')))
    .expects('2025-03-31', { outcome: 'pass' }),
  story('somebody decided on an account of their own: fail')
    .given(...around, held('ar-1', by('p-001', 'a-1', 'a-2')))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, null]], because: 'p-001 decided on an account of their own' }),
  story('an account opened in the instant of the list belongs to it: fail')
    .given(...around, account('a-3', 'p-002', { openedAt: listedAt }), held('ar-1', all))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, null]] }),
  story('an account opened a millisecond after the list does not: pass')
    .given(...around, account('a-3', 'p-002', { openedAt: plus(listedAt, 1) }), held('ar-1', all))
    .expects('2025-03-31', { outcome: 'pass' }),
  story('an account closed in the instant of the list is not open: pass')
    .given(...around, account('a-3', 'p-002', { closedAt: listedAt }), held('ar-1', all))
    .expects('2025-03-31', { outcome: 'pass' }),
  story('an account in a system that is not in scope by then: pass')
    .given(...around, system('aws', { since: '2025-03-19' }), account('a-3', 'p-002', { system: 'aws' }), held('ar-1', all))
    .expects('2025-03-31', { outcome: 'pass' }),
  story('an account in a system that came into scope on the day of the list: fail')
    .given(...around, system('aws', { since: '2025-03-18' }), account('a-3', 'p-002', { system: 'aws' }), held('ar-1', all))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, null]] }),
  story('nobody knows when an account that was left out was closed: unknown')
    .given(...around, account('a-3', 'p-002', { closedAt: untold('Nobody knows.') }), held('ar-1', all))
    .expects('2025-03-31', { outcome: 'unknown', unknown: [[due, null, 'not-told']] }),
  story('nobody knows whose an account is: unknown')
    .given(...around, account('a-3', 'unknown'), held('ar-1', [...all, ...by('p-001', 'a-3')]))
    .expects('2025-03-31', { outcome: 'unknown', unknown: [[due, null, 'not-told']] }),
  story('a service account has no holder: pass')
    .given(...around, account('a-3', null, { service: 'Builds', owner: 'p-001' }), held('ar-1', [...all, ...by('p-001', 'a-3')]))
    .expects('2025-03-31', { outcome: 'pass' }),
  story('the list of accounts cannot be read to this day: unknown')
    .given(...around, held('ar-1', all), unseen(['account'], at('2025-03-01T00:00:00Z'), FOREVER, 'lost-sight'))
    .expects('2025-03-31', { outcome: 'unknown', unknown: [[due, null, 'lost-sight']] }),
  story('the list of accounts was first kept after the review: unknown')
    .given(...around, held('ar-1', all), unseen(['account'], BEGINNING, at('2025-03-25T00:00:00Z'), 'before-first-look'))
    .expects('2025-03-31', { outcome: 'unknown', unknown: [[due, null, 'before-first-look']] }),
  story('an account left out is certain, whatever else cannot be seen: fail')
    .given(...around, held('ar-1', by('p-001', 'a-2')), unseen(['account'], BEGINNING, at('2025-03-25T00:00:00Z'), 'before-first-look'))
    .expects('2025-03-31', { outcome: 'fail', fail: [[due, null]] }),
  story('not signed at all: not owed, the other check fails')
    .given(...around, review('ar-1', {}))
    .expects('2025-03-31', { outcome: 'not-owed', because: 'was not signed' }),
  story('nobody can see whether one was signed: unknown')
    .given(...around, unseen(['access-review'], at('2025-03-01T00:00:00Z'), FOREVER, 'denied'))
    .expects('2025-03-31', { outcome: 'unknown', unknown: [[due, null, 'denied']] }),
  story('signed incomplete, and it has not fallen due: not owed yet')
    .given(...around, held('ar-1', []))
    .lookedAt(at('2025-03-25T00:00:00Z'))
    .expects('2025-03-31', { outcome: 'not-owed', due }),
  story('incomplete before the period and mended inside it: carried in')
    .given(
      ...around.slice(1),
      program('2024-01-01'),
      held('ar-0', [], { due: '2024-12-31', listedAt: at('2024-12-10T00:00:00Z') }, at('2024-12-12T00:00:00Z')),
    )
    .given(held('ar-0b', all, { due: '2024-12-31', listedAt: at('2025-01-10T00:00:00Z') }, at('2025-01-12T00:00:00Z')))
    .expects('2024-12-31', { outcome: 'fail', fail: [[endOf('2024-12-31'), at('2025-01-12T00:00:00Z')]] }),
]);
