import type { KindState } from '../../facts/kinds/index.ts';
import { BEGINNING, FOREVER, type Instant, plus } from '../../kernel/time.ts';
import type { RecordDefinition } from '../../populations/control-records.ts';
import type { Check } from '../check.ts';
import { program, set, takenOut } from '../testing/given.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { type Story, story } from '../testing/story.ts';
import { type StoriesOf, storiesOf } from '../testing/tried.ts';
import { type Given, say, unseen } from '../testing/world.ts';
import { recordChecks } from './record-made.ts';

type Kept = Partial<KindState<'control'>>;
type Made = Partial<KindState<'control-record'>>;
/** A record, written down at an instant; otherwise long after it was made. */
type MadeAt = (told?: Made, from?: Instant) => Given;

function kept(control: string, told: Kept = {}): Given {
  const base = { control, version: 1, since: '2025-01-01', until: null, variant: null, owner: null, promise: null, compensating: null, why: '' };
  const state = { ...base, ...told };
  return (world) => say(world, 'control', { id: `${control}@${state.version}`, state });
}

const due = endOf('2025-06-30');
const doneAt = at('2025-05-20T10:00:00Z');

/** The stories of one record; all of them are told alike. */
function storiesFor({ id, control, cadence, check }: RecordDefinition & { readonly check: Check }): StoriesOf {
  const made: MadeAt = (told = {}, from = at('2025-12-31T12:00:00Z')) => {
    const state = { id: 'cr-1', record: id, due: '2025-06-30', doneAt, by: ['p-002'], notes: 'What was found.', evidence: [], ...told };
    return (world) => say(world, 'control-record', { id: state.id, state, from });
  };
  const given = [program(), set(cadence, '6 months'), kept(control)];
  return storiesOf(check, [...judged(given, made), ...owed({ given, cadence, control }, made)]);
}

function judged(given: readonly Given[], made: MadeAt): Story[] {
  return [
    story('made in its window: pass, and the next one was missed')
      .given(...given, made())
      .expects('2025-06-30', { outcome: 'pass', because: 'cr-1', due })
      .expects('2025-12-31', { outcome: 'fail', fail: [[endOf('2025-12-31'), null]] }),
    story('made in its window, and looked at before the next one closes: pass')
      .given(...given, made())
      .lookedAt(at('2025-12-01T00:00:00Z'))
      .expects('2025-06-30', { outcome: 'pass' }),
    story('made in the instant at which the window closes: pass')
      .given(...given, made({ doneAt: due }))
      .expects('2025-06-30', { outcome: 'pass' }),
    story('made a millisecond later: fail until then')
      .given(...given, made({ doneAt: plus(due, 1) }))
      .expects('2025-06-30', { outcome: 'fail', fail: [[due, plus(due, 1)]] }),
    story('without notes, with evidence: pass')
      .given(...given, made({ notes: '', evidence: ['minutes.pdf'] }))
      .expects('2025-06-30', { outcome: 'pass' }),
    story('with neither notes nor evidence: fail')
      .given(...given, made({ notes: ' ' }))
      .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]], because: 'neither notes nor evidence' }),
    story('nobody is named: fail')
      .given(...given, made({ by: [] }))
      .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]], because: 'nobody is named' }),
    story('made before its window began: fail')
      .given(...given, made({ doneAt: plus(startOf('2025-01-01'), -1) }))
      .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]], because: 'before its window began' }),
    story('written down before it is said to have been made: fail')
      .given(...given, made({ doneAt: due }, at('2025-06-29T12:00:00Z')))
      .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]], because: 'written down before' }),
    story('written down on the day itself: pass')
      .given(...given, made({ doneAt: due }, at('2025-06-30T12:00:00Z')))
      .expects('2025-06-30', { outcome: 'pass' }),
    story('begun and not done: fail')
      .given(...given, made({ doneAt: null }))
      .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]] }),
    story('a record of something else answers nothing: fail')
      .given(...given, made({ record: 'another' }))
      .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]] }),
    story('the records cannot be read to this day: unknown')
      .given(...given, unseen(['control-record'], at('2025-06-01T00:00:00Z'), FOREVER, 'denied'))
      .expects('2025-06-30', { outcome: 'unknown', unknown: [[due, null, 'denied']] }),
    story('the records began after the window closed: unknown, and the next window is judged')
      .given(...given, unseen(['control-record'], BEGINNING, at('2025-07-15T00:00:00Z'), 'before-first-look'))
      .expects('2025-06-30', { outcome: 'unknown', unknown: [[due, null, 'before-first-look']] })
      .expects('2025-12-31', { outcome: 'fail', fail: [[endOf('2025-12-31'), null]] }),
  ];
}

function owed(
  { given, cadence, control }: { given: readonly Given[]; cadence: RecordDefinition['cadence']; control: string },
  made: MadeAt,
): Story[] {
  const halfYears = [program(), set(cadence, '6 months')];
  return [
    story('not due yet: not owed')
      .given(...given)
      .lookedAt(at('2025-06-30T12:00:00Z'))
      .expects('2025-06-30', { outcome: 'not-owed', due }),
    story('the control was begun inside the window: owed in it')
      .given(...halfYears, kept(control, { since: '2025-06-30' }))
      .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]] }),
    story('the control was begun after the window closed: no item')
      .given(...halfYears, kept(control, { since: '2025-07-01' }))
      .expectsNo('2025-06-30')
      .expects('2025-12-31', { outcome: 'fail', fail: [[endOf('2025-12-31'), null]] }),
    story('the control was retired on the last day of the window: owed; and not after')
      .given(...halfYears, kept(control, { until: '2025-06-30' }))
      .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]] })
      .expectsNo('2025-12-31'),
    story('the control was retired a day before the window closed: no item')
      .given(...halfYears, kept(control, { until: '2025-06-29' }))
      .expectsNo('2025-06-30'),
    story('a second version takes over: owed all the same')
      .given(...halfYears, kept(control, { until: '2025-03-31' }), kept(control, { version: 2, since: '2025-04-01' }), made())
      .expects('2025-06-30', { outcome: 'pass' }),
    story('the control was taken out of its file in July: what fell due before is still owed')
      .given(...given, takenOut('control', `${control}@1`, at('2025-07-10T00:00:00Z')))
      .expects('2025-06-30', { outcome: 'fail', fail: [[due, null]] })
      .expectsNo('2025-12-31'),
    story('nobody keeps the control: no item')
      .given(...halfYears)
      .expectsNo('2025-06-30'),
    story('a window closes while the controls cannot be read, after the control was retired: a further record may be owed')
      .given(
        ...halfYears,
        kept(control, { until: '2025-03-31' }),
        unseen(['control'], at('2025-06-01T00:00:00Z'), at('2025-09-01T00:00:00Z'), 'lost-sight'),
      )
      .lookedAt(at('2025-12-01T00:00:00Z'))
      .expectsNo('2025-06-30')
      .expectsUnseen([at('2025-06-01T00:00:00Z'), at('2025-09-01T00:00:00Z'), 'lost-sight']),
    story('the controls cannot be read for a week in which no window closes, or in which the control is known to be kept: nothing more is owed')
      .given(
        ...given,
        made(),
        unseen(['control'], at('2025-03-01T00:00:00Z'), at('2025-03-08T00:00:00Z'), 'lost-sight'),
        unseen(['control'], at('2025-06-28T00:00:00Z'), at('2025-07-05T00:00:00Z'), 'lost-sight'),
      )
      .lookedAt(at('2025-12-01T00:00:00Z'))
      .expects('2025-06-30', { outcome: 'pass' }),
    story('missed the year before: carried in')
      .given(
        program('2024-07-01'),
        set(cadence, '6 months'),
        kept(control, { since: '2024-07-01' }),
        made({ due: '2024-12-31', doneAt: at('2025-02-01T00:00:00Z') }),
      )
      .expects('2024-12-31', { outcome: 'fail', fail: [[startOf('2025-01-01'), at('2025-02-01T00:00:00Z')]] }),
  ];
}

/** The stories of every record that a control promises. */
export const recordStories: readonly StoriesOf[] = recordChecks.map(storiesFor);
