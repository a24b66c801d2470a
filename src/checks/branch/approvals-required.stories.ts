import { repositoryInScope, set } from '../testing/given.ts';
import { protection } from '../testing/given-code-host.ts';
import { firstLook, hosted } from '../testing/given-hosted.ts';
import { at } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { approvalsRequired } from './approvals-required.ts';
import { protectionStories, removalStories } from './protected.stories.ts';

const api = [repositoryInScope('api', { approvals: 'none' }), hosted('api')];
const moment = at('2025-08-08T00:00:00Z');

export const approvalsRequiredStories = storiesOf(approvalsRequired, [
  ...protectionStories({ wrong: { approvalsRequired: 0 }, hidden: ['approvalsRequired'] }),
  ...removalStories,
  story('the company demands two from a day on: the number of each moment counts')
    .given(...api, protection('api', {}, firstLook), set('change.approvals', 2, moment))
    .expects('api:main', { outcome: 'fail', fail: [[moment, null]] }),
  story('more than demanded: pass')
    .given(...api, protection('api', { approvalsRequired: 3 }, firstLook), set('change.approvals', '2'))
    .expects('api:main', { outcome: 'pass' }),
]);
