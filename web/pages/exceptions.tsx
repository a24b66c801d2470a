import type { AnswerOf } from '../../src/client/call.ts';
import { usePages, useWord } from '../api.ts';
import { type Judged, useJudged } from '../judged/judged.ts';
import { controlPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { SearchText } from '../judged/search-text.tsx';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Pick, Toggle, Tools } from '../ui/filters.tsx';
import { Go } from '../ui/go.tsx';
import { SpanLegend } from '../ui/legend.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns } from '../ui/section.tsx';
import { Strip } from '../ui/strip.tsx';
import { Timeline, TimelineGroup, TimelineRow } from '../ui/timeline.tsx';
import { durationText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import './exceptions.css';
import { keyOf, NotDrawn, One, type Row, showChosen } from './exceptions-one.tsx';

type Answer = AnswerOf<'GET /exceptions'>;
type Sort = 'longest' | 'newest' | 'oldest' | 'control';
type State = Row['state'];

const sorts: readonly (readonly [Sort, string])[] = [
  ['longest', 'Open and longest first'],
  ['newest', 'Newest first'],
  ['oldest', 'Oldest first'],
  ['control', 'By control'],
];

/** Rows that are asked for at once: more than any page of a period has without something being very wrong. */
const SHOWN = 200;

/** Every failed item of the period: what it is, how long, why, how often, and what management says. */
export default function ExceptionsPage() {
  const judged = useJudged();
  const [state, setState] = useWord('state');
  const [unanswered, setUnanswered] = useWord('unanswered');
  const [repeated, setRepeated] = useWord('repeated');
  const [sort, setSort] = useWord('sort');
  const [text] = useWord('text');
  const [control, setControl] = useWord('control');
  const [check, setCheck] = useWord('check');
  const [picked, setPicked] = useWord('exception');
  const pick = (key: string) => {
    setPicked(key);
    showChosen();
  };
  const pages = usePages('GET /exceptions', {
    query: {
      ...(isState(state) && { state }),
      ...(unanswered === 'true' && { unanswered }),
      ...(repeated === 'true' && { repeated }),
      ...(text !== undefined && { text }),
      ...(control !== undefined && { control }),
      ...(check !== undefined && { check }),
      sort: isSort(sort) ? sort : 'longest',
    },
  });
  const { counts } = pages.first;
  const rows = Array.from({ length: Math.min(pages.total, SHOWN) }, (_, at) => pages.rowAt(at)).filter((one) => one !== undefined);
  const selected = picked === undefined ? rows[0] : rows.find((one) => keyOf(one) === picked);
  return (
    <>
      <PageHead
        title={titleOf(counts)}
        sub="An exception is a failed item inside the period. Repair ends it; nothing erases it. An exclusion lies over it, and changes nothing beneath."
        actions={<Button href="/exclusions">Exclusions</Button>}
      />
      <Tools
        end={
          <Pick
            label="Order"
            value={isSort(sort) ? sort : 'longest'}
            onChange={(next) => setSort(next === 'longest' ? undefined : next)}
            options={sorts}
          />
        }
      >
        <SearchText label="Item, control, criterion, sentence" />
        <Toggle on={state === undefined} onChange={() => setState(undefined)} count={counts.all}>
          All
        </Toggle>
        <Toggle on={state === 'open'} onChange={(on) => setState(on ? 'open' : undefined)} count={counts.open} state="fail">
          open
        </Toggle>
        <Toggle on={state === 'ended'} onChange={(on) => setState(on ? 'ended' : undefined)} count={counts.ended}>
          Ended
        </Toggle>
        <Toggle on={state === 'excluded'} onChange={(on) => setState(on ? 'excluded' : undefined)} count={counts.excluded} state="excluded">
          excluded
        </Toggle>
        <Toggle on={unanswered === 'true'} onChange={(on) => setUnanswered(on ? 'true' : undefined)} count={counts.unanswered}>
          Not answered
        </Toggle>
        <Toggle on={repeated === 'true'} onChange={(on) => setRepeated(on ? 'true' : undefined)} count={counts.repeated}>
          Repeated
        </Toggle>
        {control !== undefined && (
          <Toggle on onChange={() => setControl(undefined)}>
            of the control {control}
          </Toggle>
        )}
        {check !== undefined && (
          <Toggle on onChange={() => setCheck(undefined)}>
            of the check {check}
          </Toggle>
        )}
      </Tools>
      {rows.length === 0 ? (
        <Empty {...emptyOf(counts)} />
      ) : (
        <Columns sideFirst sideStays side={selected === undefined ? <NotDrawn /> : <One one={selected} />}>
          <Timeline label="Exceptions over the period" axis={judged.axis} now={judged.horizon} labelWidth={300} figureWidth={120}>
            {groupsOf(rows).map(([title, id, of]) => (
              <Group key={id} title={title} id={id} rows={of} judged={judged} picked={selected && keyOf(selected)} pick={pick} />
            ))}
          </Timeline>
          {pages.total > rows.length && (
            <p className="s2">
              {rows.length} of {counted(pages.total, 'exception')} are drawn. Narrow the list to see the others.
            </p>
          )}
          <SpanLegend
            entries={[
              ['fail', 'Failed; an arrow where it is still open'],
              ['excluded', 'Failed, and excluded by a person'],
            ]}
          />
        </Columns>
      )}
    </>
  );
}

function titleOf({ all, open, ended, excluded }: Answer['counts']): string {
  if (all === 0) return 'No control has an exception in this period so far.';
  const rest = [`${ended} ended`, ...(excluded > 0 ? [`${excluded} excluded`] : [])];
  return open === 0
    ? `No exception is open: ${rest.join(', ')}.`
    : `${open} of ${counted(all, 'exception')} ${open === 1 ? 'is' : 'are'} open; ${rest.join(', ')}.`;
}

function emptyOf({ all }: Answer['counts']) {
  if (all > 0) return { says: 'No exception fits these filters.', next: <Go href="/exceptions">Show all of them</Go> };
  return {
    says: 'No item failed a check that a control of the program asks, in this period so far.',
    from: 'What could not be seen is unknown, and does not stand here: it stands under its check.',
    next: <Go href="/checks?outcome=unknown">Look at what is unknown</Go>,
  };
}

type Grouped = readonly [title: string, id: string, rows: readonly Row[]];

/** By the control that speaks for them first, in the order in which they came. */
function groupsOf(rows: readonly Row[]): readonly Grouped[] {
  return [...Map.groupBy(rows, (one) => one.controls[0]?.id ?? '')].map(([id, of]) => [of[0]?.controls[0]?.title ?? '', id, of]);
}

interface GroupProps {
  title: string;
  id: string;
  rows: readonly Row[];
  judged: Judged;
  picked: string | undefined;
  pick: (key: string) => void;
}

function Group({ title, id, rows, judged, picked, pick }: GroupProps) {
  return (
    <>
      <TimelineGroup
        title={
          <Go href={controlPath(id)} className="q">
            {title}
          </Go>
        }
        note={`${counted(rows.length, 'exception')} · ${rows[0]?.controls[0]?.criteria.join(', ') ?? ''}`}
      />
      {rows.map((one) => (
        <TimelineRow
          key={keyOf(one)}
          selected={keyOf(one) === picked}
          label={
            <button type="button" className="row-pick cut" onClick={() => pick(keyOf(one))} aria-pressed={keyOf(one) === picked}>
              <Untrusted text={one.title} />
            </button>
          }
          figure={<span className={one.state === 'open' ? 'fail b' : 'n'}>{figureOf(one)}</span>}
        >
          <Strip name={one.title} spans={[spanOf(one, judged)]} onSelect={() => pick(keyOf(one))} />
        </TimelineRow>
      ))}
    </>
  );
}

function spanOf(one: Row, { horizon }: Judged) {
  const until = one.until === null ? horizon : Date.parse(one.until);
  return {
    from: Date.parse(one.from),
    until,
    state: one.state === 'excluded' ? ('excluded' as const) : ('fail' as const),
    title: one.because,
    ...(one.until === null && one.state === 'open' && { open: true }),
  };
}

/** What happened at one instant has no length. */
function figureOf({ state, milliseconds }: Row): string {
  const lasted = milliseconds <= 1 ? 'event' : durationText(milliseconds);
  return state === 'open' ? lasted : state === 'ended' && lasted === 'event' ? 'event' : `${state} · ${lasted}`;
}

function isState(text: string | undefined): text is State {
  return text === 'open' || text === 'ended' || text === 'excluded';
}

function isSort(text: string | undefined): text is Sort {
  return sorts.some(([one]) => one === text);
}
