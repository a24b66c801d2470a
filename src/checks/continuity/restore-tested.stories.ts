import { FOREVER, plus } from '../../kernel/time.ts';
import { backup, drill, program, set } from '../testing/given.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { restoreTested } from './restore-tested.ts';

const due = endOf('2025-06-30');
const done = at('2025-06-12T10:00:00+02:00');
const around = [program(), backup('main-db')];

export const restoreTestedStories = storiesOf(restoreTested, [
  story('restored and noted before the window closed: pass')
    .given(...around, drill('rd-1', { doneAt: done }))
    .expects('main-db/2025-06-30', { outcome: 'pass', because: 'rd-1', due }),
  story('done in the instant at which the window closes: pass')
    .given(...around, drill('rd-1', { doneAt: due }))
    .expects('main-db/2025-06-30', { outcome: 'pass' }),
  story('done a millisecond later: fail')
    .given(...around, drill('rd-1', { doneAt: plus(due, 1) }))
    .expects('main-db/2025-06-30', { outcome: 'fail', fail: [[due, plus(due, 1)]] }),
  story('the restore failed, and the next one did not: fail until then')
    .given(...around, drill('rd-1', { doneAt: done, result: 'failed' }), drill('rd-2', { doneAt: at('2025-07-03T08:00:00Z') }))
    .expects('main-db/2025-06-30', { outcome: 'fail', fail: [[due, at('2025-07-03T08:00:00Z')]], because: 'the restore failed' }),
  story('without notes it does not count: fail')
    .given(...around, drill('rd-1', { doneAt: done, notes: '  ' }))
    .expects('main-db/2025-06-30', { outcome: 'fail', fail: [[due, null]], because: 'it has no notes' }),
  story('planned and not done: fail')
    .given(...around, drill('rd-1', {}))
    .expects('main-db/2025-06-30', { outcome: 'fail', fail: [[due, null]] }),
  story('another backup was restored: fail')
    .given(...around, drill('rd-1', { doneAt: done, backup: 'logs' }))
    .expects('main-db/2025-06-30', { outcome: 'fail', fail: [[due, null]] }),
  story('the drill answers the other window: fail')
    .given(...around, drill('rd-1', { doneAt: done, due: '2025-07-01' }))
    .expects('main-db/2025-06-30', { outcome: 'fail', fail: [[due, null]] })
    .expects('main-db/2025-12-31', { outcome: 'pass' }),
  story('due on the first day of its window answers it: pass')
    .given(...around, drill('rd-1', { doneAt: done, due: '2025-01-01' }))
    .expects('main-db/2025-06-30', { outcome: 'pass' }),
  story('came into scope on the last day of the window: owed in it')
    .given(program(), backup('main-db', { since: '2025-06-30' }))
    .expects('main-db/2025-06-30', { outcome: 'fail', fail: [[due, null]] }),
  story('came into scope the day after: not an item of that window')
    .given(program(), backup('main-db', { since: '2025-07-01' }))
    .expectsNo('main-db/2025-06-30')
    .expects('main-db/2025-12-31', { outcome: 'fail', fail: [[endOf('2025-12-31'), null]] }),
  story('left the scope before the window closed: not an item')
    .given(program(), backup('main-db', { until: '2025-06-29' }))
    .expectsNo('main-db/2025-06-30'),
  story('left the scope, written down only later: it stays an item of the time before')
    .given(program(), backup('main-db'), backup('main-db', { until: '2025-03-31' }, at('2025-08-01T00:00:00Z')))
    .expects('main-db/2025-06-30', { outcome: 'fail', fail: [[due, null]] })
    .expectsNo('main-db/2025-12-31'),
  story('the drills cannot be read to this day: unknown')
    .given(...around, unseen(['restore-drill'], at('2025-06-01T00:00:00Z'), FOREVER, 'lost-sight'))
    .expects('main-db/2025-06-30', { outcome: 'unknown', unknown: [[due, null, 'lost-sight']] }),
  story('nobody could see for a while what was in scope: known backups are judged, others may stand unseen')
    .given(...around, drill('rd-1', { doneAt: done }), unseen(['scope'], at('2025-02-01T00:00:00Z'), at('2025-02-08T00:00:00Z'), 'lost-sight'))
    .expects('main-db/2025-06-30', { outcome: 'pass' })
    .expectsUnseen([at('2025-02-01T00:00:00Z'), at('2025-02-08T00:00:00Z'), 'lost-sight']),
  story('not done, and not due yet: not owed')
    .given(...around)
    .lookedAt(at('2025-05-01T00:00:00Z'))
    .expects('main-db/2025-06-30', { outcome: 'not-owed', due }),
  story('the cadence in force when the window began counts')
    .given(...around, set('restore-test.every', '1 month', at('2025-01-01T00:00:00+01:00')))
    .over('2025-01-01', '2025-02-28')
    .expects('main-db/2025-01-31', { outcome: 'fail', fail: [[endOf('2025-01-31'), null]] })
    .expects('main-db/2025-02-28', { outcome: 'fail', fail: [[endOf('2025-02-28'), null]] }),
  story('missed before the period and made up inside it: carried in')
    .given(program('2024-01-01'), backup('main-db'), drill('rd-0', { due: '2024-12-31', doneAt: at('2025-01-05T10:00:00Z') }))
    .expects('main-db/2024-12-31', { outcome: 'fail', fail: [[startOf('2025-01-01'), at('2025-01-05T10:00:00Z')]] })
    .expects('main-db/2024-06-30', { outcome: 'fail', fail: [[startOf('2025-01-01'), null]] }),
]);
