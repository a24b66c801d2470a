import { DAY, HOUR, plus } from '../../kernel/time.ts';
import { repositoryInScope, set } from '../testing/given.ts';
import { protection } from '../testing/given-code-host.ts';
import { firstLook, hosted } from '../testing/given-hosted.ts';
import { at } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { looked } from '../testing/world.ts';
import { fewMayBypass } from './few-may-bypass.ts';
import { event, protectionStories } from './protected.stories.ts';

const api = [repositoryInScope('api', { approvals: 'none' }), hosted('api')];
const moment = at('2025-08-08T00:00:00Z');

export const fewMayBypassStories = storiesOf(fewMayBypass, [
  ...protectionStories({ wrong: { bypass: [{ sort: 'team', id: 'T1' }] }, hidden: ['bypass'] }),
  story('as many as are allowed until a day: fail from then on')
    .given(...api, protection('api', { bypass: [{ sort: 'role', id: 'admin' }] }, firstLook))
    .given(set('branch.bypass.most', 1), set('branch.bypass.most', 0, moment))
    .expects('api:main', { outcome: 'fail', fail: [[moment, null]] }),
  story('protection was removed and made anew between two looks: there was nothing to bypass')
    .given(...api, protection('api', {}, firstLook), looked('branch-protection', moment, plus(moment, DAY)))
    .given(event('e', { at: plus(moment, HOUR) }), event('f', { what: 'protection-changed', at: plus(moment, 2 * HOUR) }))
    .expects('api:main', { outcome: 'pass' }),
]);
