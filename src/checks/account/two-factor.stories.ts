import { untold } from '../../facts/told.ts';
import { BEGINNING } from '../../kernel/time.ts';
import { member, notListed } from '../testing/given-hosted.ts';
import { at, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { twoFactor } from './two-factor.ts';

const without = at('2025-03-10T06:00:00Z');
const mended = at('2025-03-14T06:00:00Z');

export const twoFactorStories = storiesOf(twoFactor, [
  story('a second factor at every look: pass').given(member('ada')).expects('ada', { outcome: 'pass' }),
  story('without one for four days: fail for them')
    .given(member('ada'), member('ada', { twoFactor: false }, without), member('ada', {}, mended))
    .expects('ada', { outcome: 'fail', fail: [[without, mended]], because: 'ada had no second factor from' }),
  story('a collaborator from outside without one: fail')
    .given(member('guest', { role: 'collaborator', twoFactor: false }))
    .expects('guest', { outcome: 'fail', fail: [[startOf('2025-01-01'), null]] }),
  story('without one before the period: pass')
    .given(member('ada', { twoFactor: false }), member('ada', {}, startOf('2025-01-01')))
    .expects('ada', { outcome: 'pass' }),
  story('a bot: not owed')
    .given(member('robot', { type: 'bot', twoFactor: false }))
    .expects('robot', { outcome: 'not-owed', because: 'is a bot' }),
  story('told only to owners: unknown')
    .given(member('ada', { twoFactor: untold('GitHub tells it to owners only.') }))
    .expects('ada', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), null, 'not-told']], because: 'owners only' }),
  story('no longer listed: unknown since, and nobody else is in doubt')
    .given(member('ada'), member('bob'), notListed('code-account', 'ada', mended))
    .expects('ada', { outcome: 'unknown', unknown: [[mended, null, 'lost-sight']] })
    .expects('bob', { outcome: 'pass' }),
  story('nobody had looked yet: unknown')
    .given(member('ada', {}, without), unseen(['code-account'], BEGINNING, without, 'before-first-look'))
    .expects('ada', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), without, 'before-first-look']] })
    .expectsUnseen([startOf('2025-01-01'), without, 'before-first-look']),
]);
