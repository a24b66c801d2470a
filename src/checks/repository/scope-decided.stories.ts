import { BEGINNING, FOREVER } from '../../kernel/time.ts';
import { firstLook, hosted, inScope } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { scopeDecided } from './scope-decided.ts';

const appeared = at('2025-03-10T06:00:00Z');
const later = at('2025-05-02T08:00:00Z');

export const scopeDecidedStories = storiesOf(scopeDecided, [
  story('decided before it appeared: pass').given(inScope('api'), hosted('api')).expects('api', { outcome: 'pass', because: 'A decision says' }),
  story('a new repository of which nobody decided: fail from the look that first saw it')
    .given(inScope('api'), hosted('api'), hosted('stray', {}, appeared))
    .expects('api', { outcome: 'pass' })
    .expects('stray', { outcome: 'fail', fail: [[appeared, null]], because: 'There was no decision on the scope of stray since' }),
  story('decided later, from a day on: fail until it was decided')
    .given(inScope('api'), hosted('api'), hosted('stray', {}, appeared), inScope('stray', { since: '2025-05-03' }, later))
    .expects('stray', { outcome: 'fail', fail: [[appeared, later]] }),
  story('decided later for all the time before: pass')
    .given(inScope('api'), hosted('api'), hosted('stray', {}, appeared), inScope('stray', { since: '2025-03-01' }, later))
    .expects('stray', { outcome: 'pass' }),
  story('it was in scope once: the end of that is a decision, too')
    .given(inScope('api'), hosted('api'), hosted('old'), inScope('old', { since: '2024-01-01', until: '2024-06-30' }))
    .expects('old', { outcome: 'pass' }),
  story('nobody decided on any repository: not owed').given(hosted('api')).expects('api', { outcome: 'not-owed', because: 'everything counts' }),
  story('archived: not owed')
    .given(inScope('api'), hosted('api'), hosted('old', { archived: true }))
    .expects('old', { outcome: 'not-owed', because: 'archived' }),
  story('archived in the period: fail until then')
    .given(inScope('api'), hosted('api'), hosted('stray'), hosted('stray', { archived: true }, later))
    .expects('stray', { outcome: 'fail', fail: [[startOf('2025-01-01'), later]] }),
  story('before the first decision on any repository nothing is owed')
    .given(inScope('api', { since: '2025-02-01' }), hosted('api'), hosted('stray'))
    .expects('stray', { outcome: 'fail', fail: [[startOf('2025-02-01'), null]] }),
  story('first seen in the period, made before it: unknown until then')
    .given(
      inScope('api'),
      hosted('api'),
      hosted('stray', {}, appeared),
      inScope('stray'),
      unseen(['hosted-repository'], BEGINNING, appeared, 'before-first-look'),
    )
    .expects('stray', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), appeared, 'before-first-look']] })
    .expectsUnseen([startOf('2025-01-01'), appeared, 'before-first-look']),
  story('the scope cannot be read any more: a decision may stand there')
    .given(inScope('api'), hosted('api'), hosted('stray'), unseen(['scope'], later, FOREVER, 'lost-sight'))
    .expects('stray', { outcome: 'fail', fail: [[startOf('2025-01-01'), later]], unknown: [[later, null, 'lost-sight']] })
    .expectsUnseen([later, endOf('2025-12-31'), 'lost-sight']),
  story('the scope could not be read for a while: a decision may have stood in it, and been taken out')
    .given(inScope('api'), hosted('api'), hosted('stray', {}, firstLook), unseen(['scope'], appeared, later, 'lost-sight'))
    .expects('stray', {
      outcome: 'fail',
      fail: [
        [startOf('2025-01-01'), appeared],
        [later, null],
      ],
      unknown: [[appeared, later, 'lost-sight']],
    })
    .expectsUnseen([appeared, later, 'lost-sight']),
]);
