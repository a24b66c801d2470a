import { untold } from '../../facts/told.ts';
import { BEGINNING, DAY, FOREVER, plus } from '../../kernel/time.ts';
import { account, person } from '../testing/given.ts';
import { member, privilegedEvent } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { administratorKnown } from './administrator-known.ts';

const when = at('2025-03-10T09:00:00Z');
const moment = [[when, plus(when, 1)]] as const;
const made = (target: string | null = 'bob', instant = when) =>
  privilegedEvent('e-1', { what: 'made-administrator', action: 'org.update_member', target, at: instant });

export const administratorKnownStories = storiesOf(administratorKnown, [
  story('the records know the account: pass')
    .given(made(), member('bob'), account('a-1', 'p-1', { login: 'bob' }))
    .expects('e-1', { outcome: 'pass', because: 'bob was made an administrator by ada' }),
  story('named by its id on the code host, and known by its address: pass')
    .given(made('account:bob'), member('bob', { emails: ['bob@story.example'] }), person('p-1', { emails: ['bob@story.example'] }))
    .expects('e-1', { outcome: 'pass', because: 'who answers for bob.' }),
  story('nobody knows the account: fail in that millisecond')
    .given(made(), member('bob'))
    .expects('e-1', { outcome: 'fail', fail: moment, because: 'nobody was on record' }),
  story('the records know it only since: fail')
    .given(made(), member('bob'), account('a-1', 'p-1', { login: 'bob', openedAt: plus(when, DAY) }, plus(when, DAY)))
    .expects('e-1', { outcome: 'fail', fail: moment }),
  story('no longer listed, and in the records: pass')
    .given(made(), account('a-1', 'p-1', { login: 'bob' }))
    .expects('e-1', { outcome: 'pass' }),
  story('never listed, and in no record: fail').given(made()).expects('e-1', { outcome: 'fail', fail: moment }),
  story('never listed, and accounts could not be listed then: unknown')
    .given(made(), unseen(['code-account'], plus(when, -DAY), plus(when, DAY), 'denied'))
    .expects('e-1', { outcome: 'unknown', unknown: [[...moment[0], 'denied']] }),
  story('its addresses are not told: unknown')
    .given(made(), member('bob', { emails: untold('Not shown.') }))
    .expects('e-1', { outcome: 'unknown', unknown: [[...moment[0], 'not-told']], because: 'Not shown.' }),
  story('the log does not name whom: unknown')
    .given(made(null))
    .expects('e-1', { outcome: 'unknown', unknown: [[...moment[0], 'not-told']] }),
  story('the records of accounts could not be read then: unknown')
    .given(made(), member('bob'), unseen(['account'], plus(when, -DAY), plus(when, DAY), 'lost-sight'))
    .expects('e-1', { outcome: 'unknown', unknown: [[...moment[0], 'lost-sight']] }),
  story('something else was done: not owed').given(privilegedEvent('e-1')).expects('e-1', { outcome: 'not-owed', because: 'org.add_member' }),
  story('made before the period: no item')
    .given(made('bob', plus(startOf('2025-01-01'), -1)))
    .expectsNo('e-1'),
  story('the audit log is not part of the plan: nobody knows')
    .given(unseen(['privileged-event'], BEGINNING, FOREVER, 'not-told'))
    .expectsUnseen([startOf('2025-01-01'), endOf('2025-12-31'), 'not-told']),
]);
