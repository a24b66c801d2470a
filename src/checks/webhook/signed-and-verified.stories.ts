import { untold } from '../../facts/told.ts';
import { BEGINNING } from '../../kernel/time.ts';
import { webhook } from '../testing/given-hosted.ts';
import { at, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { signedAndVerified } from './signed-and-verified.ts';

const wrong = at('2025-03-10T06:00:00Z');
const mended = at('2025-03-14T06:00:00Z');
const item = 'hooks.story.example#w1';
const all = [[startOf('2025-01-01'), null]] as const;

export const signedAndVerifiedStories = storiesOf(signedAndVerified, [
  story('signed, over https, verified: pass').given(webhook('w1')).expects(item, { outcome: 'pass' }),
  story('certificates not verified for four days: fail for them')
    .given(webhook('w1'), webhook('w1', { certificateVerified: false }, wrong), webhook('w1', {}, mended))
    .expects(item, { outcome: 'fail', fail: [[wrong, mended]], because: "without verifying the receiver's certificate" }),
  story('not signed: fail')
    .given(webhook('w1', { signed: false }))
    .expects(item, { outcome: 'fail', fail: all, because: 'active and not signed' }),
  story('over plain http, whatever else is not told: fail')
    .given(webhook('w1', { scheme: 'http', signed: untold('Not shown.') }))
    .expects(item, { outcome: 'fail', fail: all, because: 'sent over http' }),
  story('wrong before the period: pass')
    .given(webhook('w1', { signed: false }), webhook('w1', {}, startOf('2025-01-01')))
    .expects(item, { outcome: 'pass' }),
  story('not told whether it is signed: unknown')
    .given(webhook('w1', { signed: untold('The host does not show it.') }))
    .expects(item, { outcome: 'unknown', unknown: [[startOf('2025-01-01'), null, 'not-told']] }),
  story('not active: not owed')
    .given(webhook('w1', { active: false, signed: false }))
    .expects(item, { outcome: 'not-owed', because: 'sends nothing' }),
  story('wrong, and switched off: fail until then')
    .given(webhook('w1', { signed: false }), webhook('w1', { signed: false, active: false }, wrong))
    .expects(item, { outcome: 'fail', fail: [[startOf('2025-01-01'), wrong]] }),
  story('nobody had looked yet: unknown')
    .given(webhook('w1', {}, wrong), unseen(['webhook'], BEGINNING, wrong, 'before-first-look'))
    .expects(item, { outcome: 'unknown', unknown: [[startOf('2025-01-01'), wrong, 'before-first-look']] })
    .expectsUnseen([startOf('2025-01-01'), wrong, 'before-first-look']),
]);
