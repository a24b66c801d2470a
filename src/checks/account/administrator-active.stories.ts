import { member } from '../testing/given-hosted.ts';
import { at, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { administratorActive } from './administrator-active.ts';
import { idleStories } from './idle.stories.ts';

const long = at('2024-06-10T00:00:00Z');
const demoted = at('2025-03-10T06:00:00Z');

export const administratorActiveStories = storiesOf(administratorActive, [
  ...idleStories('administrator.idle.after', { role: 'owner' }),
  story('an ordinary member: not owed')
    .given(member('ada', { lastActiveAt: long }))
    .expects('ada', { outcome: 'not-owed', because: 'no owner' }),
  story('made an ordinary member: fail until then')
    .given(member('ada', { role: 'owner', lastActiveAt: long }), member('ada', { lastActiveAt: long }, demoted))
    .expects('ada', { outcome: 'fail', fail: [[startOf('2025-01-01'), demoted]], because: 'an owner' }),
]);
