import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer } from '../api.ts';
import { DailyControls } from '../judged/daily-controls.tsx';
import { type Judged, spansOfRuns, useJudged } from '../judged/judged.ts';
import { controlPath, itemPath } from '../judged/links.ts';
import { counted, listed, percent } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { Figures } from '../ui/figures.tsx';
import { Go } from '../ui/go.tsx';
import { SpanLegend, usualSpans } from '../ui/legend.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Strip } from '../ui/strip.tsx';
import { Timeline, TimelineGroup, TimelineRow } from '../ui/timeline.tsx';
import { dayText, durationText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { WeekBars } from '../ui/week-bars.tsx';

import { ConnectionRows } from './overview-connections.tsx';
import { Side } from './overview-side.tsx';

type Overview = AnswerOf<'GET /overview'>;
type Exception = AnswerOf<'GET /exceptions'>['rows'][number];
type Counts = AnswerOf<'GET /exceptions'>['counts'];

/** The period at a glance: how it stands, what will fail next, and what to do first. */
export default function OverviewPage() {
  const judged = useJudged();
  const overview = useAnswer('GET /overview');
  const exceptions = useAnswer('GET /exceptions', { query: { limit: 7 } });
  return (
    <>
      <PageHead
        title={findingOf(overview)}
        sub={seenSentence(overview, exceptions.counts)}
        actions={
          <>
            <Button href="/criteria">Criteria coverage</Button>
            <Button href="/audit" main>
              Audit package
            </Button>
          </>
        }
      />
      <Figures figures={figuresOf(overview, judged)} asOf={judged.view.sealed === null && judged.view.asKnownAt !== null} />
      <Columns sideFirst side={<Side overview={overview} judged={judged} />}>
        <Timeline label="The period on one axis" axis={judged.axis} now={judged.horizon} labelWidth={232} figureWidth={106}>
          <TimelineRow label={<b>Observed, week by week</b>} figure={percent(overview.observed.share)} tall>
            <WeekBars
              weeks={weeksOf(overview, judged)}
              label={`Share of the time in which each kind of fact was seen, week by week; ${percent(overview.observed.share)} so far`}
            />
          </TimelineRow>
          <TimelineRow
            label={
              <Go href="/controls" className="q">
                Controls without exceptions
              </Go>
            }
            figure={`${lastDay(overview)} of ${overview.controls.total}`}
            tall
          >
            <DailyControls daily={overview.daily} total={overview.controls.total} />
          </TimelineRow>
          <TimelineGroup title="Controls by criteria" note="worst state of any control in the series; how many have no open exception" />
          {overview.series.map((one) => (
            <SeriesRow key={one.id} series={one} judged={judged} />
          ))}
          <ConnectionRows />
          <TimelineGroup
            title="Exceptions this period"
            note={
              <>
                <Go href="/exceptions">{`${exceptions.rows.length} of ${exceptions.counts.all}`}</Go>, open and longest · repair ends one, nothing
                erases it
              </>
            }
          />
          {exceptions.rows.map((one) => (
            <ExceptionLine key={`${one.check} ${one.item} ${one.from}`} one={one} judged={judged} />
          ))}
        </Timeline>
        <SpanLegend entries={usualSpans} />
      </Columns>
    </>
  );
}

function findingOf({ controls }: Overview): string {
  const { total, clear, failed, open, unknown, untested } = controls;
  const rest = [
    ...(failed > 0 ? [`${failed} ${failed === 1 ? 'has' : 'have'} exceptions${open > 0 ? `, ${open} of them open` : ''}`] : []),
    ...(unknown > 0 ? [`${unknown} ${unknown === 1 ? 'is' : 'are'} not known`] : []),
    ...(untested > 0 ? [`of ${untested} nothing was to be tested`] : []),
  ];
  if (rest.length === 0) return `All ${total} controls stand without exceptions.`;
  return `${clear} of ${total} controls stand without exceptions: ${rest.join('; ')}.`;
}

function seenSentence({ observed }: Overview, { all, ended, excluded }: Counts): string {
  const lost =
    observed.undelivered.length === 0 ? '' : ` No connection delivers facts of the kind ${listed(observed.undelivered.map((one) => `“${one}”`))}.`;
  return `${counted(all, 'exception')} this period, ${ended} of them ended${excluded > 0 ? ` and ${excluded} excluded` : ''}.${lost}`;
}

function figuresOf(overview: Overview, { view }: Judged) {
  const { period, observed, exceptions, items } = overview;
  return [
    { label: 'Period', value: `Day ${period.judged}`, small: `of ${period.days}` },
    period.left === 0
      ? { label: 'Left', value: 'Over', small: `since ${dayText(view.period.last)}` }
      : { label: 'Left', value: counted(period.left, 'day'), small: `until ${dayText(view.period.last)}` },
    { label: 'Observed so far', value: percent(observed.share), small: `of the time, over ${observed.kinds} kinds of fact`, href: '/connections' },
    { label: 'Exceptions', state: 'fail' as const, value: `${exceptions.open} open`, small: `${exceptions.ended} ended`, href: '/exceptions' },
    {
      label: 'Unknown items',
      state: 'unknown' as const,
      value: items.unknown.toLocaleString('en-US'),
      small: `of ${items.total.toLocaleString('en-US')}`,
      href: '/checks?outcome=unknown',
    },
    {
      label: 'Excluded',
      state: 'excluded' as const,
      value: items.excluded.toLocaleString('en-US'),
      small: 'each with a reason',
      href: '/exclusions',
    },
  ];
}

function lastDay({ daily }: Overview): number {
  const last = daily.at(-1);
  return last === undefined ? 0 : last.pass;
}

function weeksOf({ observed }: Overview, { axis, horizon }: Judged) {
  const week = 7 * 86_400_000;
  return observed.weeks.map(({ share }, place) => ({
    from: axis.from + place * week,
    until: Math.min(horizon, axis.from + (place + 1) * week),
    seen: share,
    whole: 1,
  }));
}

function SeriesRow({ series, judged }: { series: Overview['series'][number]; judged: Judged }) {
  const { id, title, controls, withoutOpen, open, today, states } = series;
  return (
    <TimelineRow
      label={
        <>
          <b>{id}</b>{' '}
          <Go href={`/criteria#${id}`} className="q cut">
            {title}
          </Go>
        </>
      }
      figure={
        <>
          {withoutOpen} of {controls} <StateMark state={open ? 'fail' : today} label={open ? 'has open exceptions' : `${today} on the last day`} />
        </>
      }
    >
      <Strip name={`${id} ${title}`} spans={spansOfRuns(states, judged, open)} />
    </TimelineRow>
  );
}

function ExceptionLine({ one, judged }: { one: Exception; judged: Judged }) {
  const from = Date.parse(one.from);
  const until = one.until === null ? judged.horizon : Date.parse(one.until);
  const [control] = one.controls;
  const state = one.state === 'excluded' ? 'excluded' : 'fail';
  const duration = one.milliseconds <= 1 ? 'event' : durationText(one.milliseconds);
  return (
    <TimelineRow
      label={
        <>
          <b>{control?.criteria[0]}</b>{' '}
          <Go href={controlPath(control?.id ?? '')} className="q cut">
            {control?.title}
          </Go>
        </>
      }
      figure={
        one.state === 'open' ? (
          <b className="fail">{duration}</b>
        ) : (
          <span className="n">{duration === 'event' ? duration : `${one.state} · ${duration}`}</span>
        )
      }
    >
      <Strip
        name={one.title}
        spans={[{ from, until, state, ...(one.state === 'open' && { open: true }) }]}
        says={{
          at: from,
          until,
          content: (
            <Go href={itemPath(one.check, one.item)} className="q" title={one.because}>
              <Untrusted text={one.title} />
            </Go>
          ),
        }}
      />
    </TimelineRow>
  );
}
