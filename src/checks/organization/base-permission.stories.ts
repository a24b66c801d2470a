import { untold } from '../../facts/told.ts';
import { BEGINNING } from '../../kernel/time.ts';
import { set } from '../testing/given.ts';
import { organization } from '../testing/given-hosted.ts';
import { at, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { basePermission } from './base-permission.ts';

const raised = at('2025-03-10T06:00:00Z');
const lowered = at('2025-03-14T06:00:00Z');
const name = 'organization.base-permission';

export const basePermissionStories = storiesOf(basePermission, [
  story('as much as the default allows: pass').given(organization('acme')).expects('acme', { outcome: 'pass', because: 'adopted by nobody' }),
  story('less: pass')
    .given(organization('acme', { basePermission: 'none' }))
    .expects('acme', { outcome: 'pass' }),
  story('everybody could write for four days: fail for them')
    .given(organization('acme'), organization('acme', { basePermission: 'write' }, raised), organization('acme', {}, lowered))
    .expects('acme', { outcome: 'fail', fail: [[raised, lowered]], because: 'could do more than "read"' }),
  story('the policy allows it: pass')
    .given(organization('acme', { basePermission: 'write' }), set(name, 'write'))
    .expects('acme', { outcome: 'pass' }),
  story('the policy became stricter: wrong from when it counts, not before')
    .given(organization('acme', { basePermission: 'read' }), set(name, 'none', raised))
    .expects('acme', { outcome: 'fail', fail: [[raised, null]], because: '"none" (policy a-policy, version 1)' }),
  story('the policy became wider: wrong until then')
    .given(organization('acme', { basePermission: 'triage' }), set(name, 'write', raised))
    .expects('acme', { outcome: 'fail', fail: [[startOf('2025-01-01'), raised]] }),
  story('wrong before the period: pass')
    .given(organization('acme', { basePermission: 'admin' }), organization('acme', {}, startOf('2025-01-01')))
    .expects('acme', { outcome: 'pass' }),
  story('not told: unknown')
    .given(organization('acme', { basePermission: untold('Only an owner is told the base permission.') }))
    .expects('acme', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), null, 'not-told']] }),
  story('nobody could look for four days: unknown in between')
    .given(organization('acme'), unseen(['code-organization'], raised, lowered, 'denied'))
    .expects('acme', { outcome: 'unknown', unknown: [[raised, lowered, 'denied']] })
    .expectsUnseen([raised, lowered, 'denied']),
  story('first looked at in the period: unknown before')
    .given(organization('acme', { basePermission: 'admin' }, raised), unseen(['code-organization'], BEGINNING, raised, 'before-first-look'))
    .expects('acme', { outcome: 'fail', fail: [[raised, null]], unknown: [[startOf('2025-01-01'), raised, 'before-first-look']] })
    .expectsUnseen([startOf('2025-01-01'), raised, 'before-first-look']),
]);
