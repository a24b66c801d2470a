import { untold } from '../../facts/told.ts';
import { BEGINNING, DAY, FOREVER, plus } from '../../kernel/time.ts';
import { acceptance, account, person, vulnerability } from '../testing/given.ts';
import { member } from '../testing/given-hosted.ts';
import { at, endOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { dismissalApproved } from './dismissal-approved.ts';

const when = at('2025-02-10T10:00:00Z');
const moment = [[when, plus(when, 1)]] as const;
const hidden = untold('GitHub does not tell who approved a dismissal.');
const base = { at: when, by: 'account:ada', reason: 'tolerable_risk', comment: null, approvedBy: 'account:bob' as string | null | typeof hidden };
const dismissed = (told: Partial<typeof base> = {}, severity: 'medium' | 'low' = 'medium') =>
  vulnerability('v-1', { severity, dismissed: { ...base, ...told } }, plus(when, DAY));
/** Ada and Bob on the code host are p-002 and p-001, who may accept risks. */
const people = [
  person('p-001', { authority: ['risks'] }),
  person('p-002', { authority: ['risks'] }),
  account('a-1', 'p-001', { login: 'bob' }),
  account('a-2', 'p-002', { login: 'ada' }),
  member('ada'),
  member('bob'),
];

export const dismissalApprovedStories = storiesOf(dismissalApproved, [
  story('with a reason, and approved by another on the code host: pass')
    .given(...people, dismissed())
    .expects('v-1', { outcome: 'pass', because: 'another person approved it' }),
  story('approved by whoever dismissed it: fail in that millisecond')
    .given(...people, dismissed({ approvedBy: 'account:ada' }))
    .expects('v-1', { outcome: 'fail', fail: moment, because: 'Whoever dismissed it approved that, too' }),
  story('approved by another account of the same person: fail')
    .given(...people, account('a-3', 'p-002', { login: 'ada-two' }), member('ada-two'), dismissed({ approvedBy: 'account:ada-two' }))
    .expects('v-1', { outcome: 'fail', fail: moment }),
  story('no reason: fail')
    .given(...people, dismissed({ reason: ' ' }))
    .expects('v-1', { outcome: 'fail', fail: moment, because: 'No reason was given' }),
  story('nobody approved it: fail')
    .given(...people, dismissed({ approvedBy: null }))
    .expects('v-1', { outcome: 'fail', fail: moment, because: 'Nobody else approved that' }),
  story('an acceptance by another person was in force: pass')
    .given(...people, dismissed({ approvedBy: hidden }), acceptance('va-1', { requestedBy: 'p-002', approvedBy: 'p-001' }))
    .expects('v-1', { outcome: 'pass', because: 'p-001 had approved its acceptance va-1' }),
  story('an acceptance that whoever dismissed it approved: fail')
    .given(...people, dismissed({ approvedBy: null }), acceptance('va-1', { requestedBy: 'p-001', approvedBy: 'p-002' }))
    .expects('v-1', { outcome: 'fail', fail: moment, because: 'approved by whoever dismissed it' }),
  story('an acceptance that came only after: fail')
    .given(...people, dismissed({ approvedBy: null }), acceptance('va-1', { approvedAt: plus(when, DAY) }))
    .expects('v-1', { outcome: 'fail', fail: moment }),
  story('the code host does not tell who approved, and the records hold no acceptance: fail')
    .given(...people, dismissed({ approvedBy: hidden }))
    .expects('v-1', { outcome: 'fail', fail: moment, because: 'GitHub does not tell who approved a dismissal, and no acceptance was in force' }),
  story('the code host does not tell who approved, and no records are connected: unknown')
    .given(...people, dismissed({ approvedBy: hidden }), unseen(['acceptance'], BEGINNING, FOREVER, 'before-first-look'))
    .expects('v-1', { outcome: 'unknown', unknown: [[...moment[0], 'before-first-look']] }),
  story('nobody knows who dismissed it: never known to be another')
    .given(...people, dismissed({ by: '' }))
    .expects('v-1', { outcome: 'unknown', unknown: [[...moment[0], 'not-told']] }),
  story('whoever dismissed it may be the one who accepted it: unknown')
    .given(person('p-001', { authority: ['risks'] }), dismissed({ approvedBy: null }), acceptance('va-1', {}))
    .expects('v-1', { outcome: 'unknown', unknown: [[...moment[0], 'not-told']], because: 'may be p-001' }),
  story('the acceptances could not be read then: unknown')
    .given(...people, dismissed({ approvedBy: null }), unseen(['acceptance'], plus(when, -DAY), plus(when, DAY), 'lost-sight'))
    .expects('v-1', { outcome: 'unknown', unknown: [[...moment[0], 'lost-sight']] }),
  story('dismissed alone, and taken back: the dismissal stays an exception')
    .given(...people, dismissed({ approvedBy: null }), vulnerability('v-1', { severity: 'medium', dismissed: null }, plus(when, 5 * DAY)))
    .expects('v-1', { outcome: 'fail', fail: moment }),
  story('dismissed twice, the second time rightly: the first stays an exception')
    .given(...people, dismissed({ approvedBy: null }))
    .given(vulnerability('v-1', { severity: 'medium', dismissed: { ...base, at: plus(when, 6 * DAY) } }, plus(when, 7 * DAY)))
    .expects('v-1', { outcome: 'fail', fail: moment }),
  story('a low one: no item')
    .given(...people, dismissed({ approvedBy: null }, 'low'))
    .expectsNo('v-1'),
  story('dismissed before the period, or after it: no item')
    .given(...people, dismissed({ approvedBy: null }))
    .over('2025-03-01', '2025-12-31')
    .expectsNo('v-1'),
  story('the alerts could not be read: dismissals may have stood unseen')
    .given(...people, unseen(['vulnerability'], when, FOREVER, 'denied'))
    .expectsUnseen([when, endOf('2025-12-31'), 'denied']),
]);
