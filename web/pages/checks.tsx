import { useAnswer } from '../api.ts';
import { areaTitle } from '../judged/check-areas.ts';
import { useJudged } from '../judged/judged.ts';
import { counted } from '../judged/outcome-words.ts';
import { SearchText } from '../judged/search-text.tsx';
import { StateToggles } from '../judged/state-toggles.tsx';
import { oneOf, useWords } from '../judged/use-words.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Pick, Tools } from '../ui/filters.tsx';
import { Go } from '../ui/go.tsx';
import { SpanLegend, usualSpans } from '../ui/legend.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Timeline, TimelineGroup } from '../ui/timeline.tsx';
import './controls.css';
import { CheckRows, type Checks } from './checks-rows.tsx';

const states = ['pass', 'fail', 'unknown', 'no-items'] as const;
const outcomes = ['fail', 'unknown', 'excluded', 'not-owed'] as const;

const outcomeWords = [
  ['', 'any'],
  ['fail', 'some failed'],
  ['unknown', 'some not known'],
  ['excluded', 'some excluded'],
  ['not-owed', 'some not owed'],
] as const;

/** Every question that was asked of the period, by what it is about. */
export default function ChecksPage() {
  const judged = useJudged();
  const [words, set] = useWords();
  const { area, population, text, control } = words;
  const state = oneOf(words['state'], states, undefined);
  const outcome = oneOf(words['outcome'], outcomes, undefined);
  const answer = useAnswer('GET /checks', {
    query: {
      ...(state !== undefined && { state }),
      ...(outcome !== undefined && { outcome }),
      ...(area !== undefined && { area }),
      ...(population !== undefined && { population }),
      ...(control !== undefined && { control }),
      ...(text !== undefined && { text }),
    },
  });
  const { rows, counts } = answer;
  return (
    <>
      <PageHead
        title={titleOf(counts)}
        sub="A check is one question, asked of every item of one population over the whole period. An item is as good as its worst span; a list that nobody saw whole is unknown, however good the items that were seen."
        actions={<Button href="/populations">Populations</Button>}
      />
      <div className="list-tools">
        <Tools end={<SearchText label="Question, title, id" />}>
          <StateToggles state={state} counts={counts} onChange={(next) => set({ state: next })} />
          <Pick
            label="Area"
            value={area ?? ''}
            onChange={(next) => set({ area: next === '' ? undefined : next })}
            options={[['', 'all'], ...answer.areas.map((one) => [one, areaTitle(one)] as const)]}
          />
          <Pick
            label="Population"
            value={population ?? ''}
            onChange={(next) => set({ population: next === '' ? undefined : next })}
            options={[['', 'all'], ...answer.populations.map((one) => [one.id, one.title] as const)]}
          />
          <Pick label="Items" value={outcome ?? ''} onChange={(next) => set({ outcome: next === '' ? undefined : next })} options={outcomeWords} />
        </Tools>
      </div>
      <p className="s2 sm tools-of-list" role="status">
        {rows.length === counts.all ? counted(counts.all, 'check') : `${rows.length} of ${counted(counts.all, 'check')}`}
        {control !== undefined && ', those that speak for one control'}
      </p>
      <h2 className="vh">Checks by area</h2>
      <Timeline label="Checks over the period" axis={judged.axis} now={judged.horizon} labelWidth={440} figureWidth={224}>
        {[...Map.groupBy(rows, (one) => one.area)].map(([id, of]) => (
          <Area key={id} id={id} rows={of} judged={judged} />
        ))}
      </Timeline>
      {rows.length === 0 ? (
        <Empty says="No check fits these filters." next={<Go href="/checks">Show all {counts.all}</Go>} />
      ) : (
        <SpanLegend entries={usualSpans.filter(([name]) => name !== 'excluded')} />
      )}
    </>
  );
}

function Area({ id, rows, judged }: { id: string; rows: Checks['rows']; judged: Parameters<typeof CheckRows>[0]['judged'] }) {
  const failed = rows.filter((one) => one.outcome === 'fail').length;
  return (
    <>
      <TimelineGroup title={areaTitle(id)} note={`${counted(rows.length, 'check')}, ${failed === 0 ? 'none failed' : `${failed} failed`}`} />
      <CheckRows rows={rows} judged={judged} />
    </>
  );
}

function titleOf({ all, pass, fail, unknown, noItems }: Checks['counts']): string {
  if (all === 0) return 'No check was asked of this period.';
  const rest = [
    ...(fail > 0 ? [`${fail} found exceptions`] : []),
    ...(unknown > 0 ? [`${unknown} cannot be told whole`] : []),
    ...(noItems > 0 ? [`of ${noItems} nothing occurred`] : []),
  ];
  if (rest.length === 0) return `All ${all} questions were answered yes, of every item.`;
  return `${pass} of ${all} questions were answered yes, of every item: ${rest.join('; ')}.`;
}
