import { untold } from '../../facts/told.ts';
import { account } from '../testing/given.ts';
import { member } from '../testing/given-hosted.ts';
import { at, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { collaboratorOwned } from './collaborator-owned.ts';

const seen = at('2025-03-10T06:00:00Z');
const written = at('2025-03-14T06:00:00Z');
const guest = (from?: typeof seen) => member('guest', { role: 'collaborator', emails: untold('Not shown.') }, from);

export const collaboratorOwnedStories = storiesOf(collaboratorOwned, [
  story('the records name who it is: pass')
    .given(guest(), account('a-1', 'p-1', { login: 'guest' }))
    .expects('guest', { outcome: 'pass' }),
  story('the records name an owner: pass')
    .given(guest(), account('a-1', null, { login: 'guest', service: 'Auditors', owner: 'p-1' }))
    .expects('guest', { outcome: 'pass' }),
  story('the records do not name it: fail, whatever addresses it has')
    .given(guest(seen))
    .expects('guest', { outcome: 'fail', fail: [[seen, null]], because: 'guest is from outside' }),
  story('named four days later: fail until then')
    .given(guest(seen), account('a-1', 'p-1', { login: 'guest', openedAt: written }, written))
    .expects('guest', { outcome: 'fail', fail: [[seen, written]] }),
  story('became a member: fail until then')
    .given(guest(), member('guest', {}, written))
    .expects('guest', { outcome: 'fail', fail: [[startOf('2025-01-01'), written]] }),
  story('nobody owned it before the period: pass')
    .given(guest(), account('a-1', 'p-1', { login: 'guest', openedAt: startOf('2025-01-01') }, startOf('2025-01-01')))
    .expects('guest', { outcome: 'pass' }),
  story('a member: not owed').given(member('ada')).expects('ada', { outcome: 'not-owed', because: 'was a member' }),
  story('the records of accounts could not be read: unknown then')
    .given(guest(seen), unseen(['account'], seen, written, 'lost-sight'))
    .expects('guest', { outcome: 'fail', fail: [[written, null]], unknown: [[seen, written, 'lost-sight']] }),
  story('the records say that nobody knows: unknown')
    .given(guest(), account('a-1', 'unknown', { login: 'guest' }))
    .expects('guest', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), null, 'not-told']] }),
]);
