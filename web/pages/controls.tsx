import { useAnswer, useAnswerIfAny } from '../api.ts';
import { useJudged } from '../judged/judged.ts';
import { counted } from '../judged/outcome-words.ts';
import { SearchText } from '../judged/search-text.tsx';
import { seenWord, waysOfSeeing } from '../judged/seen-by.ts';
import { StateToggles } from '../judged/state-toggles.tsx';
import { oneOf, useWords } from '../judged/use-words.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Pick, Tools } from '../ui/filters.tsx';
import { Go } from '../ui/go.tsx';
import { SpanLegend, usualSpans } from '../ui/legend.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Timeline } from '../ui/timeline.tsx';
import './controls.css';
import { type ControlRow, ControlRows, type Controls, ownerText, SeriesGroup } from './controls-rows.tsx';

const states = ['pass', 'fail', 'unknown', 'no-items'] as const;
const sorts = ['worst', 'title', 'owner', 'due', 'known'] as const;
type Sort = (typeof sorts)[number] | 'list';

const sortWords: readonly (readonly [Sort, string])[] = [
  ['list', 'as in the catalogue'],
  ['worst', 'open and most exceptions first'],
  ['due', 'what falls due next first'],
  ['known', 'least known first'],
  ['title', 'by title'],
  ['owner', 'by owner'],
];

/** Every control over the period: where it held, where it did not, and where nobody can say. */
export default function ControlsPage() {
  const judged = useJudged();
  const [words, set] = useWords();
  const { criterion, owner, text } = words;
  const state = oneOf(words['state'], states, undefined);
  const by = oneOf(words['by'], waysOfSeeing, undefined);
  const sort = oneOf(words['sort'], sorts, 'list' as const);
  const flat = words['group'] === 'none' || sort !== 'list';
  const answer = useAnswer('GET /controls', {
    query: {
      ...(state !== undefined && { state }),
      ...(by !== undefined && { by }),
      ...(criterion !== undefined && { criterion }),
      ...(owner !== undefined && { owner }),
      ...(text !== undefined && { text }),
    },
  });
  const people = useAnswerIfAny('GET /people').answer?.rows ?? [];
  const rows = sorted(answer.rows, sort, (id) => ownerText(id, people));
  const { counts } = answer;
  return (
    <>
      <PageHead
        title={titleOf(counts)}
        sub="A control is as good as the worst of what was asked about it, on each day by itself. What nobody saw is unknown; it counts neither way."
        actions={<Button href="/criteria">Criteria coverage</Button>}
      />
      <div className="list-tools">
        <Tools end={<SearchText label="Title, promise, id" />}>
          <StateToggles state={state} counts={counts} onChange={(next) => set({ state: next })} />
          <Pick
            label="Criterion"
            value={criterion ?? ''}
            onChange={(next) => set({ criterion: next === '' ? undefined : next })}
            options={[['', 'all'], ...answer.criteria.map((one) => [one.criterion, one.criterion] as const)]}
          />
          <Pick
            label="Owner"
            value={owner ?? ''}
            onChange={(next) => set({ owner: next === '' ? undefined : next })}
            options={[['', 'all'], ...answer.owners.map((id) => [id, ownerText(id, people)] as const)]}
          />
          <Pick
            label="Seen"
            value={by ?? ''}
            onChange={(next) => set({ by: next === '' ? undefined : next })}
            options={[['', 'any way'], ...waysOfSeeing.map((way) => [way, seenWord[way]] as const)]}
          />
        </Tools>
      </div>
      <Tools end={<Grouping flat={flat} sort={sort} set={set} />}>
        <span className="s2 sm" role="status">
          {rows.length === counts.all ? counted(counts.all, 'control') : `${rows.length} of ${counted(counts.all, 'control')}`}
          {!flat && ', each under the criterion it bears on first'}
        </span>
      </Tools>
      <h2 className="vh">{flat ? 'Controls, one list' : 'Controls by criteria'}</h2>
      <Timeline label="Controls over the period" axis={judged.axis} now={judged.horizon} labelWidth={430} figureWidth={150}>
        {flat ? <ControlRows rows={rows} judged={judged} /> : <Grouped rows={rows} series={answer.series} judged={judged} />}
      </Timeline>
      {rows.length === 0 ? (
        <Empty says="No control fits these filters." next={<Go href="/controls">Show all {counts.all}</Go>} />
      ) : (
        <SpanLegend entries={usualSpans.filter(([name]) => name !== 'excluded')} />
      )}
    </>
  );
}

function Grouping({ flat, sort, set }: { flat: boolean; sort: Sort; set: (next: Record<string, string | undefined>) => void }) {
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms. */}
      <span className="seg" role="group" aria-label="Arrangement">
        <Button pressed={!flat} onClick={() => set({ group: undefined, sort: undefined })}>
          By criteria
        </Button>
        <Button pressed={flat} onClick={() => set({ group: 'none' })}>
          One list
        </Button>
      </span>
      <Pick label="Order" value={sort} onChange={(next) => set({ sort: next === 'list' ? undefined : next, group: 'none' })} options={sortWords} />
    </>
  );
}

function Grouped({
  rows,
  series,
  judged,
}: {
  rows: readonly ControlRow[];
  series: Controls['series'];
  judged: Parameters<typeof ControlRows>[0]['judged'];
}) {
  const of = Map.groupBy(rows, (one) => (one.criteria[0] ?? '').replace(/\..*$/, ''));
  return series.flatMap((one) => {
    const inSeries = of.get(one.id) ?? [];
    return inSeries.length === 0 ? [] : [<SeriesGroup key={one.id} series={one} rows={inSeries} judged={judged} />];
  });
}

function titleOf({ all, pass, fail, unknown, noItems, open }: Controls['counts']): string {
  if (all === 0) return 'The program keeps no control that bears on a criterion in scope.';
  const rest = [
    ...(fail > 0 ? [`${fail} ${fail === 1 ? 'has' : 'have'} exceptions, ${open === 0 ? 'none' : open} of them open now`] : []),
    ...(unknown > 0 ? [`${unknown} ${unknown === 1 ? 'is' : 'are'} not known whole`] : []),
    ...(noItems > 0 ? [`of ${noItems} nothing was to be tested`] : []),
  ];
  if (rest.length === 0) return `All ${all} controls stand without exceptions.`;
  return `${pass} of ${all} controls stand without exceptions: ${rest.join('; ')}.`;
}

const worstFirst = { fail: 0, unknown: 1, 'no-items': 2, pass: 3 } as const;

function sorted(rows: readonly ControlRow[], sort: Sort, nameOf: (owner: string) => string): readonly ControlRow[] {
  switch (sort) {
    case 'worst':
      return rows.toSorted(
        (a, b) => b.exceptions.open - a.exceptions.open || worstFirst[a.outcome] - worstFirst[b.outcome] || b.exceptions.ended - a.exceptions.ended,
      );
    case 'title':
      return rows.toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
    case 'owner':
      return rows.toSorted((a, b) => nameOf(a.owner).localeCompare(nameOf(b.owner), 'en'));
    case 'due':
      return rows.toSorted((a, b) => (a.next?.at ?? '~').localeCompare(b.next?.at ?? '~'));
    case 'known':
      return rows.toSorted((a, b) => a.known - b.known);
    default:
      return rows;
  }
}
