import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer, useAnswerIfAny } from '../api.ts';
import type { Judged } from '../judged/judged.ts';
import { itemPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { SearchText } from '../judged/search-text.tsx';
import { oneOf, useWords } from '../judged/use-words.ts';
import { type Axis, type Range, rangeAround } from '../ui/axis.ts';
import { Empty } from '../ui/empty.tsx';
import { Pick, Tools } from '../ui/filters.tsx';
import { Go } from '../ui/go.tsx';
import { SpanLegend, usualSpans } from '../ui/legend.tsx';
import { Limits } from '../ui/limits.tsx';
import { Section } from '../ui/section.tsx';
import type { StateSpan } from '../ui/spans-at-zoom.ts';
import { StateMark } from '../ui/state-mark.tsx';
import type { SpanState } from '../ui/states.ts';
import { Strip } from '../ui/strip.tsx';
import { keyOf } from '../ui/strip-words.ts';
import { Timeline, TimelineGroup, TimelineRow, TimelineSays } from '../ui/timeline.tsx';
import { countText, DAY, dayAt, durationText, startOfDay } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { Zoom } from '../ui/zoom.tsx';
import { type ItemRow, itemSpans, type Mode } from './check-item-spans.ts';
import { OutcomeFilter, outcomes, PAGE, Pager } from './check-list-tools.tsx';
import { itemFigure, reasonText, spanLead, spanTimes } from './check-words.ts';

export type Check = AnswerOf<'GET /checks/{check}'>;

const sorts = ['worst', 'time', 'title'] as const;
const ranges = ['period', 'quarter', 'month', 'week'] as const;

/** Every item of a check on one axis: a page of them, filtered, with what counted above them. */
export function CheckItems({ check, judged }: { check: Check; judged: Judged }) {
  const [words, set] = useWords();
  const outcome = oneOf(words['outcome'], outcomes, undefined);
  const sort = oneOf(words['sort'], sorts, 'worst' as const);
  const offset = offsetOf(words['offset']);
  const answer = useAnswer('GET /checks/{check}/items', {
    params: { check: check.check },
    query: { sort, limit: PAGE, offset, ...(outcome !== undefined && { outcome }), ...(words['text'] !== undefined && { text: words['text'] }) },
  });
  const { settings } = useAnswer('GET /checks/{check}/settings', { params: { check: check.check } });
  const range = oneOf(words['range'], ranges, 'period' as const);
  const zone = judged.view.period.zone;
  const shown = shownAxis(judged, range, words['around']);
  const centre = centreOf(words['span'], judged);
  const showZoom = (next: Axis, wide: Range) =>
    set(wide === 'period' ? { range: undefined, around: undefined } : { range: wide, around: dayAt((next.from + next.until) / 2, zone) });
  const filter = (next: (typeof outcomes)[number] | undefined) => set({ outcome: next, offset: undefined });
  return (
    <Section title="Items over time" note={counted(check.items, 'item')} strong id="items">
      <Tools end={<Zoom period={judged.axis} shown={shown} range={range} centre={centre} onChange={showZoom} />}>
        <OutcomeFilter counts={answer.counts} outcome={outcome} filter={filter} />
        <Pick
          label="Order"
          value={sort}
          onChange={(next) => set({ sort: next === 'worst' ? undefined : next, offset: undefined })}
          options={[
            ['worst', 'worst first'],
            ['time', 'by time'],
            ['title', 'by title'],
          ]}
        />
        <SearchText label="Item, sentence" />
      </Tools>
      <Timeline
        label={`Items of: ${check.asks}`}
        axis={shown}
        now={judged.horizon}
        gaps={gapsOf(check)}
        labelWidth={232}
        figureWidth={82}
        head={{ figure: check.population.mode === 'state' ? 'passed' : 'outcome' }}
      >
        {settings.map((setting) => (
          <Limits
            key={setting.name}
            label={<span className="limit-label">{setting.title}</span>}
            figure={setting.steps.length > 1 ? `${setting.steps.length} steps` : 'setting'}
            limits={setting.steps.map(limitOf)}
          />
        ))}
        <SelectedElsewhere check={check} judged={judged} rows={answer.rows} />
        {answer.rows.map((row) => (
          <ItemLine key={row.item} row={row} check={check} judged={judged} />
        ))}
      </Timeline>
      {answer.total === 0 ? (
        <Nothing check={check} filtered={outcome !== undefined || words['text'] !== undefined} />
      ) : (
        <Pager total={answer.total} offset={answer.offset} onGo={(next) => set({ offset: next === 0 ? undefined : String(next) })} />
      )}
      <SpanLegend entries={legendOf(check.population.mode)} />
    </Section>
  );
}

function ItemLine({ row, check, judged }: { row: ItemRow; check: Check; judged: Judged }) {
  const [words, set] = useWords();
  const { mode } = check.population;
  const selected = words['item'] === row.item;
  const spans = itemSpans(row, mode, judged.axis, judged.horizon);
  const chosen = selected ? (spans.find((one) => keyOf(one) === words['span']) ?? worstOf(spans)) : undefined;
  const figure = itemFigure(row, mode);
  const select = (span: StateSpan | undefined) =>
    set(span === undefined ? { item: undefined, span: undefined } : { item: row.item, span: keyOf(span) });
  return (
    <>
      <TimelineRow
        selected={selected}
        label={
          <>
            <StateMark state={row.excludedBy === null ? row.outcome : 'excluded'} under={underOf(row)} />
            <Go href={itemPath(check.check, row.item)} className="q cut" title={row.title}>
              <Untrusted text={row.title} />
            </Go>
          </>
        }
        figure={<span className={figure.tone === 'fail' ? 'fail b' : figure.tone}>{figure.text}</span>}
      >
        <Strip name={row.title} spans={spans} selected={chosen && keyOf(chosen)} onSelect={select} />
      </TimelineRow>
      {chosen !== undefined && (
        <TimelineSays at={chosen.from}>
          <b className={toneOf(chosen.state)}>{spanLead(chosen, row)}</b> {spanTimes(chosen, judged.view.period.zone)}{' '}
          <Untrusted text={row.because} />
        </TimelineSays>
      )}
    </>
  );
}

function underOf({ excludedBy, outcome }: ItemRow): 'pass' | 'fail' | 'unknown' | undefined {
  return excludedBy === null || outcome === 'not-owed' ? undefined : outcome;
}

function toneOf(state: SpanState): string | undefined {
  return state === 'fail' || state === 'unknown' || state === 'excluded' ? state : undefined;
}

/** What failed last, else what is not known, else the whole. */
function worstOf(spans: readonly StateSpan[]): StateSpan | undefined {
  return spans.findLast((one) => one.state === 'fail') ?? spans.findLast((one) => one.state === 'unknown') ?? spans.at(-1);
}

/** The item of the address, where it is not among the rows of this page. */
function SelectedElsewhere({ check, judged, rows }: { check: Check; judged: Judged; rows: readonly ItemRow[] }) {
  const [{ item }] = useWords();
  const elsewhere = item !== undefined && !rows.some((one) => one.item === item);
  return elsewhere ? <PinnedItem item={item} check={check} judged={judged} /> : null;
}

function PinnedItem({ item, check, judged }: { item: string; check: Check; judged: Judged }) {
  const { answer } = useAnswerIfAny('GET /checks/{check}/items/{item}', { params: { check: check.check, item } });
  if (answer === undefined || answer.item !== item) return null;
  return (
    <>
      <ItemLine row={answer} check={check} judged={judged} />
      <TimelineGroup title="The list" note="the selected item stands on another page of it, or is filtered out" />
    </>
  );
}

/** An empty list that was observed and one that was not are two different sentences. */
function Nothing({ check, filtered }: { check: Check; filtered: boolean }) {
  if (filtered && check.items > 0)
    return (
      <Empty
        says="No item fits these filters."
        next={<Go href={`/checks/${encodeURIComponent(check.check)}`}>Show all {countText(check.items)}</Go>}
      />
    );
  if (check.unseen.length === 0) return <Empty says="It did not occur." from="The whole period so far was seen, and there was nothing to judge." />;
  return (
    <Empty
      says="Nothing was found to judge, and not all of the period was seen: whether it occurred cannot be told."
      from={<Untrusted text={check.unseen[0]?.why ?? ''} />}
      next={<Go href="/connections">Look at what is connected</Go>}
    />
  );
}

/** What was not seen, one gap for one time. */
function gapsOf({ unseen }: Check) {
  const byTime = Map.groupBy(unseen, (one) => `${one.from} ${one.until}`);
  return [...byTime.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const [from, until] = [Date.parse(first.from), Date.parse(first.until)];
    const why = [...new Set(same.map((one) => reasonText(one.reason)))].join('; ');
    return [{ from, until, says: `${why.charAt(0).toUpperCase()}${why.slice(1)} · ${durationText(until - from)}` }];
  });
}

function limitOf({ from, until, written, policy }: AnswerOf<'GET /checks/{check}/settings'>['settings'][number]['steps'][number]) {
  const by = policy === null ? 'Tickmark’s default, adopted by nobody' : `policy ${policy.id}, version ${policy.version}`;
  return { from: Date.parse(from), until: Date.parse(until), says: `${written} · ${by}` };
}

function legendOf(mode: Mode): readonly (readonly [SpanState, string])[] {
  return [...usualSpans, ['not-owed', 'Not owed'], ...(mode === 'state' ? [] : ([['grace', 'Open inside its limit']] as const))];
}

function offsetOf(word: string | undefined): number {
  const offset = /^\d{1,9}$/.test(word ?? '') ? Number(word) : 0;
  return Math.floor(offset / PAGE) * PAGE;
}

function shownAxis({ axis, view, horizon }: Judged, range: Range, around: string | undefined): Axis {
  const known = around !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(around) ? startOfDay(around, view.period.zone) + DAY / 2 : horizon;
  return rangeAround(axis, range, known);
}

/** The selected span, else the instant the page is judged at. */
function centreOf(span: string | undefined, { horizon, axis }: Judged): number {
  const at = span === undefined ? Number.NaN : Date.parse(span);
  return at >= axis.from && at <= axis.until ? at : horizon - 1;
}
