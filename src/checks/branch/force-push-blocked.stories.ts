import { untold } from '../../facts/told.ts';
import { repositoryInScope } from '../testing/given.ts';
import { protection } from '../testing/given-code-host.ts';
import { firstLook, hosted } from '../testing/given-hosted.ts';
import { startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { forcePushBlocked } from './force-push-blocked.ts';
import { protectionStories, removalStories } from './protected.stories.ts';

const api = [repositoryInScope('api', { approvals: 'none' }), hosted('api')];
const year = [startOf('2025-01-01')] as const;

export const forcePushBlockedStories = storiesOf(forcePushBlocked, [
  ...protectionStories({ wrong: { forcePushBlocked: false }, hidden: ['forcePushBlocked'] }),
  ...removalStories,
  story('it may be deleted: fail')
    .given(...api, protection('api', { deletionBlocked: false }, firstLook))
    .expects('api:main', { outcome: 'fail', fail: [[year[0], null]] }),
  story('it may be deleted, whatever is not told: fail')
    .given(...api, protection('api', { forcePushBlocked: untold('It is not told.'), deletionBlocked: false }, firstLook))
    .expects('api:main', { outcome: 'fail', fail: [[year[0], null]] }),
  story('whether it may be deleted is not told: unknown')
    .given(...api, protection('api', { deletionBlocked: untold('It is not told.') }, firstLook))
    .expects('api:main', { outcome: 'unknown', unknown: [[year[0], null, 'not-told']] }),
]);
