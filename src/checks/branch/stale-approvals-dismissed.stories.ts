import { untold } from '../../facts/told.ts';
import { repositoryInScope } from '../testing/given.ts';
import { protection } from '../testing/given-code-host.ts';
import { firstLook, hosted } from '../testing/given-hosted.ts';
import { startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { protectionStories, removalStories } from './protected.stories.ts';
import { staleApprovalsDismissed } from './stale-approvals-dismissed.ts';

const api = [repositoryInScope('api', { approvals: 'none' }), hosted('api')];
const year = [startOf('2025-01-01')] as const;

export const staleApprovalsDismissedStories = storiesOf(staleApprovalsDismissed, [
  ...protectionStories({ wrong: { staleApprovalsDismissed: false }, hidden: ['staleApprovalsDismissed'] }),
  ...removalStories,
  story('the last push needs an approval of its own: pass')
    .given(...api, protection('api', { staleApprovalsDismissed: false, lastPushApprovalRequired: true }, firstLook))
    .expects('api:main', { outcome: 'pass' }),
  story('approvals outlive pushes, and nobody tells of the last one: unknown')
    .given(...api, protection('api', { staleApprovalsDismissed: false, lastPushApprovalRequired: untold('It is not told.') }, firstLook))
    .expects('api:main', { outcome: 'unknown', unknown: [[year[0], null, 'not-told']] }),
]);
