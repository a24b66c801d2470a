import { BEGINNING } from '../../kernel/time.ts';
import { deployKey, gone } from '../testing/given-hosted.ts';
import { at, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { readOnly } from './read-only.ts';

const seen = at('2025-03-10T06:00:00Z');
const replaced = at('2025-03-14T06:00:00Z');
const item = 'api/deploy#k1';

export const readOnlyStories = storiesOf(readOnly, [
  story('reads only: pass').given(deployKey('k1')).expects(item, { outcome: 'pass', because: 'could only read' }),
  story('may write, until it was proven gone: fail until then')
    .given(deployKey('k1', { readOnly: false, createdAt: seen }, seen), gone('deploy-key', 'k1', replaced))
    .expects(item, { outcome: 'fail', fail: [[seen, replaced]], because: 'could write from' }),
  story('may write: fail, open at the horizon')
    .given(deployKey('k1', { readOnly: false }))
    .expects(item, { outcome: 'fail', fail: [[startOf('2025-01-01'), null]] }),
  story('gone before the period: no item')
    .given(deployKey('k1', { readOnly: false }), gone('deploy-key', 'k1', startOf('2025-01-01')))
    .expectsNo(item),
  story('first seen after the period: no item, where it was made after it')
    .given(deployKey('k1', { readOnly: false, createdAt: at('2026-01-10T00:00:00Z') }, at('2026-01-11T00:00:00Z')))
    .expectsNo(item),
  story('nobody had looked yet: unknown from when it was made')
    .given(deployKey('k1', { createdAt: at('2025-02-01T00:00:00Z') }, seen), unseen(['deploy-key'], BEGINNING, seen, 'before-first-look'))
    .expects(item, { outcome: 'unknown', unknown: [[at('2025-02-01T00:00:00Z'), seen, 'before-first-look']] })
    .expectsUnseen([startOf('2025-01-01'), seen, 'before-first-look']),
  story('its repository could not be read for days: unknown, and other keys may have stood there')
    .given(deployKey('k1'), unseen(['deploy-key'], seen, replaced, 'denied'))
    .expects(item, { outcome: 'unknown', unknown: [[seen, replaced, 'denied']] })
    .expectsUnseen([seen, replaced, 'denied']),
]);
