import { BEGINNING, FOREVER, plus } from '../../kernel/time.ts';
import { exercise, program, set } from '../testing/given.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { tabletopDocumented } from './tabletop-documented.ts';

const heldAt = at('2025-09-16T14:00:00+02:00');
const documentedAt = endOf('2025-09-17');
const halfYears = [program(), set('tabletop.every', '6 months')];
const due = endOf('2025-06-30');

export const tabletopDocumentedStories = storiesOf(tabletopDocumented, [
  story('held by two and documented in the year: pass')
    .given(program(), exercise('tt-1', { heldAt, documentedAt }))
    .expects('2025-12-31', { outcome: 'pass', because: 'tt-1' }),
  story('nothing was held in the year: an exception of this period, though it falls due as the period ends')
    .given(program())
    .expects('2025-12-31', { outcome: 'fail', fail: [[endOf('2025-12-31'), null]] }),
  story('documented in the instant at which the window closes: pass')
    .given(...halfYears, exercise('tt-1', { due: '2025-06-30', heldAt: at('2025-06-02T12:00:00Z'), documentedAt: due }))
    .expects('2025-06-30', { outcome: 'pass' }),
  story('documented a millisecond later: fail')
    .given(...halfYears, exercise('tt-1', { due: '2025-06-30', heldAt: at('2025-06-02T12:00:00Z'), documentedAt: plus(due, 1) }))
    .expects('2025-06-30', { outcome: 'fail', fail: [[due, plus(due, 1)]] }),
  story('held in time, documented late: fail until it was documented')
    .given(...halfYears, exercise('tt-1', { due: '2025-06-30', heldAt: at('2025-06-02T12:00:00Z'), documentedAt: at('2025-08-01T00:00:00Z') }))
    .expects('2025-06-30', { outcome: 'fail', fail: [[due, at('2025-08-01T00:00:00Z')]] }),
  story('held and never documented: fail')
    .given(...halfYears, exercise('tt-1', { due: '2025-06-30', heldAt: at('2025-06-02T12:00:00Z') }))
    .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]] }),
  story('documented and never held: fail')
    .given(...halfYears, exercise('tt-1', { due: '2025-06-30', documentedAt: at('2025-06-02T12:00:00Z') }))
    .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]] }),
  story('the same person twice is not two: fail')
    .given(
      ...halfYears,
      exercise('tt-1', {
        due: '2025-06-30',
        heldAt: at('2025-06-02T12:00:00Z'),
        documentedAt: at('2025-06-03T12:00:00Z'),
        participants: ['p-001', 'p-001'],
      }),
    )
    .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]], because: 'fewer than two people' }),
  story('without notes: fail')
    .given(
      ...halfYears,
      exercise('tt-1', { due: '2025-06-30', heldAt: at('2025-06-02T12:00:00Z'), documentedAt: at('2025-06-03T12:00:00Z'), notes: '' }),
    )
    .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]], because: 'it has no notes' }),
  story('the exercises cannot be read to this day: unknown')
    .given(...halfYears, unseen(['tabletop-exercise'], at('2025-06-01T00:00:00Z'), FOREVER, 'denied'))
    .expects('2025-06-30', { outcome: 'unknown', unknown: [[due, null, 'denied']] }),
  story('the records began after the window closed: unknown, and the next window is judged')
    .given(...halfYears, unseen(['tabletop-exercise'], BEGINNING, at('2025-07-15T00:00:00Z'), 'before-first-look'))
    .expects('2025-06-30', { outcome: 'unknown', unknown: [[due, null, 'before-first-look']] })
    .expects('2025-12-31', { outcome: 'fail', fail: [[endOf('2025-12-31'), null]] }),
  story('not due yet: not owed')
    .given(program())
    .lookedAt(at('2025-12-31T12:00:00Z'))
    .expects('2025-12-31', { outcome: 'not-owed', due: endOf('2025-12-31') }),
  story('missed the year before: carried in')
    .given(
      program('2024-01-01'),
      exercise('tt-0', { due: '2024-12-31', heldAt: at('2025-02-01T12:00:00Z'), documentedAt: at('2025-02-02T12:00:00Z') }),
    )
    .expects('2024-12-31', { outcome: 'fail', fail: [[startOf('2025-01-01'), at('2025-02-02T12:00:00Z')]] }),
]);
