import { untold } from '../../facts/told.ts';
import { BEGINNING, FOREVER } from '../../kernel/time.ts';
import { organization } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { twoFactorRequired } from './two-factor-required.ts';

const off = at('2025-03-10T06:00:00Z');
const on = at('2025-03-14T06:00:00Z');
const secret = untold('Only an owner is told whether a second factor is required.');

export const twoFactorRequiredStories = storiesOf(twoFactorRequired, [
  story('required at every look: pass').given(organization('acme')).expects('acme', { outcome: 'pass', because: 'require a second factor' }),
  story('not required for four days: fail for them')
    .given(organization('acme'), organization('acme', { twoFactorRequired: false }, off), organization('acme', {}, on))
    .expects('acme', { outcome: 'fail', fail: [[off, on]], because: 'could do without a second factor from' }),
  story('never required: fail, open at the horizon')
    .given(organization('acme', { twoFactorRequired: false }))
    .expects('acme', { outcome: 'fail', fail: [[startOf('2025-01-01'), null]] }),
  story('not required before the period: pass')
    .given(organization('acme', { twoFactorRequired: false }), organization('acme', {}, startOf('2025-01-01')))
    .expects('acme', { outcome: 'pass' }),
  story('the token of no owner: unknown')
    .given(organization('acme', { twoFactorRequired: secret }))
    .expects('acme', {
      outcome: 'unknown',
      unknown: [[startOf('2025-01-01'), null, 'not-told']],
      because: 'Only an owner is told',
    }),
  story('told off, then not told: fail, then unknown')
    .given(organization('acme', { twoFactorRequired: false }, off), organization('acme', { twoFactorRequired: secret }, on))
    .expects('acme', { outcome: 'fail', fail: [[off, on]], unknown: [[on, null, 'not-told']] }),
  story('first looked at in the period: unknown before')
    .given(organization('acme', {}, off), unseen(['code-organization'], BEGINNING, off, 'before-first-look'))
    .expects('acme', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), off, 'before-first-look']] })
    .expectsUnseen([startOf('2025-01-01'), off, 'before-first-look']),
  story('disconnected in the period: unknown since')
    .given(organization('acme'), unseen(['code-organization'], on, FOREVER, 'stale'))
    .expects('acme', { outcome: 'unknown', unknown: [[on, null, 'stale']] })
    .expectsUnseen([on, endOf('2025-12-31'), 'stale']),
]);
