import { BEGINNING } from '../../kernel/time.ts';
import { firstLook, hosted, inScope } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { notPublic } from './not-public.ts';

const opened = at('2025-03-10T06:00:00Z');
const closed = at('2025-03-11T06:00:00Z');

export const notPublicStories = storiesOf(notPublic, [
  story('private at every look: pass').given(inScope('api'), hosted('api')).expects('api', { outcome: 'pass', because: 'closed to the public' }),
  story('open to the company alone: pass')
    .given(inScope('api'), hosted('api', { visibility: 'internal' }))
    .expects('api', { outcome: 'pass' }),
  story('made public for a day: fail for that day')
    .given(inScope('api'), hosted('api'), hosted('api', { visibility: 'public' }, opened), hosted('api', {}, closed))
    .expects('api', { outcome: 'fail', fail: [[opened, closed]], because: 'api was public from' }),
  story('public and empty, or archived: still public')
    .given(inScope('api'), hosted('api', { visibility: 'public', archived: true }, opened))
    .expects('api', { outcome: 'fail', fail: [[opened, null]] }),
  story('public before the period: pass')
    .given(inScope('api'), hosted('api', { visibility: 'public' }), hosted('api', {}, startOf('2025-01-01')))
    .expects('api', { outcome: 'pass' }),
  story('public and out of scope: not owed')
    .given(inScope('api'), hosted('api'), hosted('website', { visibility: 'public' }))
    .expects('website', { outcome: 'not-owed', because: 'out of scope' }),
  story('public before it left the scope: fail until then')
    .given(inScope('api', { until: '2025-02-28' }), hosted('api', { visibility: 'public' }))
    .expects('api', { outcome: 'fail', fail: [[startOf('2025-01-01'), endOf('2025-02-28')]] }),
  story('nobody had looked yet: unknown')
    .given(inScope('api'), hosted('api', {}, opened), unseen(['hosted-repository'], BEGINNING, opened, 'before-first-look'))
    .expects('api', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), opened, 'before-first-look']] })
    .expectsUnseen([startOf('2025-01-01'), opened, 'before-first-look']),
  story('the scope could not be read, and nothing was decided: every repository may be in it')
    .given(hosted('api', { visibility: 'public' }, firstLook), unseen(['scope'], opened, closed, 'lost-sight'))
    .expects('api', { outcome: 'fail', fail: [[startOf('2025-01-01'), null]] })
    .expectsUnseen([opened, closed, 'lost-sight']),
]);
