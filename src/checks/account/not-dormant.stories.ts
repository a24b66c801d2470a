import { member } from '../testing/given-hosted.ts';
import { at } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { idleStories } from './idle.stories.ts';
import { notDormant } from './not-dormant.ts';

export const notDormantStories = storiesOf(notDormant, [
  ...idleStories('account.dormant.after', {}),
  story('a bot: not owed')
    .given(member('robot', { type: 'bot', lastActiveAt: at('2023-01-01T00:00:00Z') }))
    .expects('robot', { outcome: 'not-owed', because: 'is a bot' }),
]);
