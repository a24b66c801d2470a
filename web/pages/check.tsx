import { useParams } from '@tanstack/react-router';
import { useAnswer } from '../api.ts';
import { areaTitle } from '../judged/check-areas.ts';
import { type Judged, useJudged } from '../judged/judged.ts';
import { checkPath, populationPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { DataTable, type TableColumn } from '../ui/data-table.tsx';
import { type Figure, Figures } from '../ui/figures.tsx';
import { Go } from '../ui/go.tsx';
import { DurationText } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Properties } from '../ui/properties.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import type { State } from '../ui/states.ts';
import { countText, dayAt, dayRangeText, shareText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { CheckAside } from './check-aside.tsx';
import { type Check, CheckItems } from './check-items.tsx';
import './check.css';

/** One check: its question, and how every item of its population answers it over the whole period. */
export default function CheckPage() {
  const { check: id = '' } = useParams({ strict: false });
  const judged = useJudged();
  const check = useAnswer('GET /checks/{check}', { params: { check: id } });
  return (
    <>
      <PageHead
        crumbs={[
          { text: 'Checks', href: '/checks' },
          { text: areaTitle(check.area), href: `/checks?area=${encodeURIComponent(check.area)}` },
          { text: <span className="mono">{check.check.slice(check.area.length + 1)}</span> },
        ]}
        title={check.asks}
        sub={<Sub check={check} />}
        actions={
          <>
            <Button href={populationPath(check.population.id)}>Population</Button>
            <Button href={`/exceptions?check=${encodeURIComponent(check.check)}`}>Exceptions</Button>
          </>
        }
      />
      <Figures figures={figuresOf(check)} />
      <Columns side={<CheckAside check={check} judged={judged} />}>
        <CheckItems check={check} judged={judged} />
        <Unseen check={check} judged={judged} />
        <SamePopulation check={check} />
      </Columns>
    </>
  );
}

const kinds = { state: 'State check', events: 'Event check', calendar: 'Calendar check' } as const;

function Sub({ check: { population, items, unseen } }: { check: Check }) {
  const asked = {
    state: 'Judged continuously, from the first instant an item counted to the last. An item is as good as its worst span.',
    events: 'Judged once for each thing that happened, at the instant at which it did.',
    calendar: 'Judged once for each time that it fell due.',
  }[population.mode];
  return (
    <>
      {kinds[population.mode]} over <Go href={populationPath(population.id)}>{population.title.toLowerCase()}</Go>, {counted(items, 'item')}. {asked}
      {unseen.length > 0 &&
        ` For ${counted(unseen.length, 'stretch', 'stretches')} of time, further items could have stood unseen: so it is not known whole.`}
    </>
  );
}

function figuresOf(check: Check): Figure[] {
  const { pass, fail, unknown, excluded, notOwed, open, exclusions, rate } = check;
  const link = (outcome: string) => `${checkPath(check.check)}?outcome=${outcome}`;
  return [
    {
      label: 'Pass',
      state: 'pass',
      value: countText(pass),
      small: check.population.mode === 'state' ? 'items, all of their time' : 'items',
      href: link('pass'),
    },
    {
      label: 'Fail',
      state: 'fail',
      value: countText(fail),
      small: fail === 0 ? 'items' : open === 0 ? 'none open now' : `${open} open now`,
      href: link('fail'),
    },
    { label: 'Unknown', state: 'unknown', value: countText(unknown), small: 'items', href: link('unknown') },
    {
      label: 'Excluded',
      state: 'excluded',
      value: countText(excluded),
      small: exclusions.length === 0 ? 'by nobody' : counted(exclusions.length, 'decision'),
      href: link('excluded'),
    },
    ...(notOwed > 0
      ? [{ label: 'Not owed', state: 'not-owed' as const, value: countText(notOwed), small: 'does not apply', href: link('not-owed') }]
      : []),
    rateFigure(rate),
  ];
}

function rateFigure({ measure, failed, tested, unknown }: Check['rate']): Figure {
  if (measure === 'item-days')
    return {
      label: 'Item-time passed',
      value: shareText(tested - failed, tested + unknown),
      small: `of ${countText(Math.round(tested + unknown))} d`,
    };
  return {
    label: measure === 'items' ? 'Tested' : 'Fell due',
    value: countText(tested),
    small: tested === 0 ? 'none' : `${countText(failed)} failed, ${shareText(failed, tested)}`,
  };
}

/** Gaps that are told one by one before the rest is counted. */
const TOLD = 12;

/** Time in which further items could have stood unseen: why, and how long. */
function Unseen({ check: { unseen }, judged }: { check: Check; judged: Judged }) {
  if (unseen.length === 0) return null;
  const { zone } = judged.view.period;
  return (
    <Section title="What could not be seen" note={counted(unseen.length, 'gap')} id="unseen">
      <Properties
        properties={unseen.slice(0, TOLD).map((gap) => ({
          name: `${dayRangeText(dayAt(gap.from, zone), dayAt(Date.parse(gap.until) - 1, zone))}`,
          value: (
            <>
              <DurationText from={gap.from} until={gap.until} />. <Untrusted text={gap.why} />
            </>
          ),
        }))}
      />
      {unseen.length > TOLD && <p className="s2 sm">And {counted(unseen.length - TOLD, 'gap')} more, on the completeness of the population.</p>}
    </Section>
  );
}

type Sibling = Check['siblings'][number];

const siblingColumns: readonly TableColumn<Sibling>[] = [
  { key: 'asks', head: 'Question', cell: (one) => one.asks },
  { key: 'items', head: 'Items', align: 'right', cell: (one) => countText(one.items) },
  count('pass', 'Pass', (one) => one.pass),
  count('fail', 'Fail', (one) => one.fail),
  count('unknown', 'Unknown', (one) => one.unknown),
  count('excluded', 'Excluded', (one) => one.excluded),
  count('not-owed', 'Not owed', (one) => one.notOwed),
];

function count(state: State, head: string, of: (one: Sibling) => number): TableColumn<Sibling> {
  return {
    key: state,
    head,
    align: 'right',
    nowrap: true,
    cell: (one) =>
      of(one) === 0 ? (
        <span className="n">–</span>
      ) : (
        <Go href={`${checkPath(one.check)}?outcome=${state}`} className="q" label={`${countText(of(one))} ${head.toLowerCase()}`}>
          {countText(of(one))} <StateMark state={state} label="" />
        </Go>
      ),
  };
}

function SamePopulation({ check }: { check: Check }) {
  if (check.siblings.length === 0) return null;
  return (
    <Section title="Asked of the same population" note={check.population.title} id="same-population">
      <DataTable
        label={`Other questions about: ${check.population.title}`}
        columns={siblingColumns}
        rows={check.siblings}
        rowKey={(one) => one.check}
        rowHref={(one) => checkPath(one.check)}
      />
    </Section>
  );
}
