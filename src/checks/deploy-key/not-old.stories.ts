import { set } from '../testing/given.ts';
import { deployKey, gone } from '../testing/given-hosted.ts';
import { at, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { notOld } from './not-old.ts';

const createdAt = at('2024-05-20T09:00:00Z');
const old = at('2025-05-20T09:00:00Z');
const item = 'api/deploy#k1';

export const notOldStories = storiesOf(notOld, [
  story('made in the period: pass')
    .given(deployKey('k1', { createdAt: at('2025-02-01T00:00:00Z') }, at('2025-02-02T00:00:00Z')))
    .expects(item, { outcome: 'pass', because: 'not older than 12 months' }),
  story('a year old by the calendar, to the instant: fail from then on')
    .given(deployKey('k1', { createdAt }))
    .expects(item, { outcome: 'fail', fail: [[old, null]], because: 'made on 2024-05-20, was older than 12 months' }),
  story('replaced in time: pass')
    .given(deployKey('k1', { createdAt }), gone('deploy-key', 'k1', old))
    .expects(item, { outcome: 'pass' }),
  story('replaced late: fail until the look that no longer saw it')
    .given(deployKey('k1', { createdAt }), gone('deploy-key', 'k1', at('2025-06-01T06:00:00Z')))
    .expects(item, { outcome: 'fail', fail: [[old, at('2025-06-01T06:00:00Z')]] }),
  story('old long before the period: fail all of it, however late the first look came')
    .given(deployKey('k1', { createdAt: at('2019-01-01T00:00:00Z') }))
    .expects(item, { outcome: 'fail', fail: [[startOf('2025-01-01'), null]] }),
  story('the policy allows more: pass').given(deployKey('k1', { createdAt }), set('deploy-key.age', '2 years')).expects(item, { outcome: 'pass' }),
  story('the policy became stricter: wrong from when that counts')
    .given(deployKey('k1', { createdAt: at('2025-01-10T00:00:00Z') }), set('deploy-key.age', '3 months', at('2025-08-01T00:00:00Z')))
    .expects(item, { outcome: 'fail', fail: [[at('2025-08-01T00:00:00Z'), null]], because: '3 months (policy a-policy' }),
  story('turns old after the last look: pass').given(deployKey('k1', { createdAt })).lookedAt(old).expects(item, { outcome: 'pass' }),
  story('lost from sight before it was old: unknown')
    .given(deployKey('k1', { createdAt }), unseen(['deploy-key'], at('2025-04-01T00:00:00Z'), at('2025-04-05T00:00:00Z'), 'timed-out'))
    .given(gone('deploy-key', 'k1', at('2025-05-01T00:00:00Z')))
    .expects(item, { outcome: 'unknown', unknown: [[at('2025-04-01T00:00:00Z'), at('2025-04-05T00:00:00Z'), 'timed-out']] })
    .expectsUnseen([at('2025-04-01T00:00:00Z'), at('2025-04-05T00:00:00Z'), 'timed-out']),
]);
