import { untold } from '../../facts/told.ts';
import { BEGINNING, FOREVER } from '../../kernel/time.ts';
import { account, person, takenOut } from '../testing/given.ts';
import { member } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { recordsBegan, unseen } from '../testing/world.ts';
import { known } from './known.ts';

const seen = at('2025-03-10T06:00:00Z');
const written = at('2025-03-14T06:00:00Z');
const hidden = untold('GitHub does not show the verified addresses.');

export const knownStories = storiesOf(known, [
  story('the records name its person: pass')
    .given(person('p-1'), account('a-1', 'p-1', { login: 'ada' }), member('ada'))
    .expects('ada', { outcome: 'pass', because: 'on record' }),
  story('the records write the login otherwise, in capitals: pass')
    .given(account('a-1', 'p-1', { login: 'Ada' }), member('ada'))
    .expects('ada', { outcome: 'pass' }),
  story('the records name it in another system: fail')
    .given(account('a-1', 'p-1', { login: 'ada', system: 'aws' }), member('ada'))
    .expects('ada', { outcome: 'fail', fail: [[startOf('2025-01-01'), null]] }),
  story('a listed person has its address: pass')
    .given(person('p-1', { emails: ['ada@story.example'] }), member('ada', { emails: ['Ada@story.example'] }))
    .expects('ada', { outcome: 'pass' }),
  story('a bot, recorded as a service with an owner: pass')
    .given(account('a-7', null, { login: 'robot', service: 'Updates', owner: 'p-1' }), member('robot', { type: 'bot' }))
    .expects('robot', { outcome: 'pass' }),
  story('a bot that nobody owns: fail, whatever its addresses')
    .given(member('robot', { type: 'bot', emails: hidden }))
    .expects('robot', { outcome: 'fail', fail: [[startOf('2025-01-01'), null]], because: 'Nobody was on record as answering for robot' }),
  story('an account that nobody knows, until the records name it: fail until it was opened for that person')
    .given(member('ghost', {}, seen), account('a-9', 'p-1', { login: 'ghost', openedAt: written }, written))
    .expects('ghost', { outcome: 'fail', fail: [[seen, written]] }),
  story('written down late, and opened before it was seen: pass')
    .given(member('ghost', {}, seen), account('a-9', 'p-1', { login: 'ghost', openedAt: recordsBegan }, written))
    .expects('ghost', { outcome: 'pass' }),
  story('its entry was taken out while it stood: fail from then on')
    .given(member('ada'), account('a-1', 'p-1', { login: 'ada' }), takenOut('account', 'a-1', written))
    .expects('ada', { outcome: 'fail', fail: [[written, null]] }),
  story('the records say that nobody knows whose it is: unknown')
    .given(member('ada'), account('a-1', 'unknown', { login: 'ada' }))
    .expects('ada', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), null, 'not-told']] }),
  story('in no record, and its addresses are not told: it may be that of a listed person')
    .given(person('p-1'), member('ghost', { emails: hidden }))
    .expects('ghost', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), null, 'not-told']], because: 'verified addresses' }),
  story('from outside, and in no record: fail, because the records alone say who that is')
    .given(member('guest', { role: 'collaborator', emails: hidden }, seen))
    .expects('guest', { outcome: 'fail', fail: [[seen, null]] }),
  story('the records of accounts could not be read for a while: unknown then, for whom they do not name')
    .given(member('ghost'), member('ada'), account('a-1', 'p-1', { login: 'ada' }), unseen(['account'], seen, written, 'lost-sight'))
    .expects('ghost', {
      outcome: 'fail',
      fail: [
        [startOf('2025-01-01'), seen],
        [written, null],
      ],
      unknown: [[seen, written, 'lost-sight']],
    })
    .expects('ada', { outcome: 'pass' }),
  story('no records are connected: unknown')
    .given(member('ada'), unseen(['account', 'person'], BEGINNING, FOREVER, 'before-first-look'))
    .expects('ada', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), null, 'before-first-look']] }),
  story('accounts of the host were not listed for a while: unknown')
    .given(member('ada'), account('a-1', 'p-1', { login: 'ada' }), unseen(['code-account'], seen, FOREVER, 'denied'))
    .expects('ada', { outcome: 'unknown', unknown: [[seen, null, 'denied']] })
    .expectsUnseen([seen, endOf('2025-12-31'), 'denied']),
  story('nobody answered for it before the period: pass')
    .given(member('ghost'), account('a-9', 'p-1', { login: 'ghost', openedAt: startOf('2025-01-01') }, startOf('2025-01-01')))
    .expects('ghost', { outcome: 'pass' }),
]);
