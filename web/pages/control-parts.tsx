import type { AnswerOf } from '../../src/client/call.ts';
import { type Judged, spansOfRuns } from '../judged/judged.ts';
import { checkPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Person } from '../judged/person.tsx';
import { useWords } from '../judged/use-words.ts';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { SpanLegend, usualSpans } from '../ui/legend.tsx';
import { Day, DurationText, Moment } from '../ui/moment.tsx';
import { Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Strip } from '../ui/strip.tsx';
import { Timeline, TimelineGroup, TimelineRow } from '../ui/timeline.tsx';
import { countText, dayAt, dayRangeText, shareText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { CountCells } from './checks-rows.tsx';

export type Control = AnswerOf<'GET /controls/{control}'>;
type Part = Control['parts'][number];

/** What was asked of it, check by check, on one axis; a version after another where the promise changed inside the period. */
export function ControlChecks({ control, judged }: { control: Control; judged: Judged }) {
  const several = control.parts.length > 1;
  return (
    <Section title="What was asked" note={counted(control.parts.at(-1)?.checks.length ?? 0, 'check')} id="checks">
      <Timeline label={`Checks of: ${control.title}`} axis={judged.axis} now={judged.horizon} labelWidth={330} figureWidth={224}>
        {control.parts.map((part) => (
          <PartRows key={`${part.version} ${part.from}`} part={part} several={several} judged={judged} failing={failingOf(control)} />
        ))}
      </Timeline>
      {control.parts.every((part) => part.checks.length === 0) && (
        <Empty
          says="No check asks whether it operated."
          from={
            control.documents.length > 0 ? 'Its documents say what is promised; nothing shows that it is done.' : 'Nothing shows that it is done.'
          }
        />
      )}
      <SpanLegend entries={usualSpans.filter(([state]) => state !== 'excluded')} />
    </Section>
  );
}

/** The checks of which some item fails now. */
function failingOf({ failures }: Control): ReadonlySet<string> {
  return new Set(failures.filter((one) => one.until === null && one.excludedBy === null).map((one) => one.check));
}

function PartRows({ part, several, judged, failing }: { part: Part; several: boolean; judged: Judged; failing: ReadonlySet<string> }) {
  const { zone } = judged.view.period;
  return (
    <>
      {several && (
        <TimelineGroup title={`Version ${part.version}`} note={dayRangeText(dayAt(part.from, zone), dayAt(Date.parse(part.until) - 1, zone))} />
      )}
      {part.checks.map((one) => (
        <TimelineRow
          key={one.check}
          tall
          label={
            <>
              <StateMark state={one.outcome} />
              <div className="two-line">
                <Go href={checkPath(one.check)} className="q name">
                  {one.asks}
                </Go>
                <span className="of">
                  <span>{one.by === 'automated' ? 'automated' : 'by record'}</span>
                  <span>{rateText(one)}</span>
                </span>
              </div>
            </>
          }
          figure={<CountCells of={one} href={checkPath(one.check)} />}
        >
          <Strip name={one.title} spans={spansOfRuns(one.states, judged, failing.has(one.check))} />
        </TimelineRow>
      ))}
    </>
  );
}

/** What of what was tested failed; what is unknown was not tested, and stands apart. */
export function rateText({ rate: { measure, failed, tested, unknown }, fail }: Pick<Part['checks'][number], 'rate' | 'fail'>): string {
  const of = { items: 'items', 'item-days': 'item-days', due: 'due' }[measure];
  const apart = unknown > 0 ? `, ${countText(Math.round(unknown))} not known` : '';
  if (tested === 0) return `none tested${apart}`;
  const whole = `${countText(Math.round(tested))} ${of}`;
  if (measure === 'item-days' && failed === 0 && fail > 0) return `for an instant of ${whole} it failed${apart}`;
  const count = measure === 'item-days' ? failed.toLocaleString('en-US', { maximumFractionDigits: 1 }) : countText(failed);
  return `${count} of ${whole} failed (${shareText(failed, tested)})${apart}`;
}

/** Every exception of it, with what management says. */
export function ControlExceptions({ control }: { control: Control }) {
  const [words] = useWords();
  const { open, ended, excluded } = control.exceptions;
  return (
    <Section title="Exceptions" note={`${open} open, ${ended} ended${excluded > 0 ? `, ${excluded} excluded` : ''}`} id="exceptions">
      {control.failures.length === 0 ? (
        <Empty
          says="Nothing failed in this period so far."
          from={control.known < 1 ? 'Not all of its time is known: what was not seen is unknown, and no pass.' : undefined}
        />
      ) : (
        <ul className="exceptions-of">
          {control.failures.map((one) => (
            <Failure key={`${one.check} ${one.item} ${one.from}`} one={one} chosen={words['item'] === one.item} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Failure({ one, chosen }: { one: Control['failures'][number]; chosen: boolean }) {
  return (
    <li aria-current={chosen ? 'true' : undefined}>
      <StateMark state={one.excludedBy === null ? 'fail' : 'excluded'} under={one.excludedBy === null ? undefined : 'fail'} />
      <Go href={`${checkPath(one.check)}?item=${encodeURIComponent(one.item)}&span=${encodeURIComponent(one.from)}`} className="q b">
        <Untrusted text={one.title} />
      </Go>
      <span className={one.until === null && one.excludedBy === null ? 'fail b sm nw' : 's2 sm nw'}>{lastingText(one)}</span>
      <div className="exc-text sm">
        <p className="s2">
          <Untrusted text={one.because} />
          {one.repeats > 0 && ` It failed ${counted(one.repeats, 'time')} before.`}
        </p>
        {one.response === null ? <p className="n">Management has not answered.</p> : <Answer response={one.response} />}
      </div>
    </li>
  );
}

function lastingText(one: Control['failures'][number]) {
  const from = Date.parse(one.from);
  if (one.until === null)
    return (
      <>
        open since <Moment at={one.from} />
      </>
    );
  const until = Date.parse(one.until);
  return (
    <>
      <Moment at={one.from} />
      {until - from > 1000 && (
        <>
          {' · '}
          <DurationText from={from} until={until} />
        </>
      )}
    </>
  );
}

function Answer({ response }: { response: NonNullable<Control['failures'][number]['response']> }) {
  return (
    <p className="answer">
      <b>Cause:</b> <Untrusted text={response.cause} /> <b>Management:</b> <Untrusted text={response.response} />{' '}
      {response.action !== null && (
        <>
          <b>
            To be done
            {response.due !== null && (
              <>
                {' '}
                by <Day day={response.due} />
              </>
            )}
            :
          </b>{' '}
          <Untrusted text={response.action} />{' '}
        </>
      )}
      <span className="n">
        <Person id={response.by} />, <Moment at={response.at} />
      </span>
    </p>
  );
}

/** The promise of each version, where it changed inside the period. */
export function ControlVersions({ control, judged }: { control: Control; judged: Judged }) {
  if (control.parts.length < 2) return null;
  const { zone } = judged.view.period;
  return (
    <Section title="Versions in this period" note="a change of the promise splits the test" id="versions">
      {control.parts.map((part) => (
        <div className="promise" key={`${part.version} ${part.from}`}>
          <b>Version {part.version}</b>{' '}
          <span className="s2">
            {dayRangeText(dayAt(part.from, zone), dayAt(Date.parse(part.until) - 1, zone))} <StateMark state={part.outcome} />
          </span>
          <p className="s2">
            <Untrusted text={part.promise} />
          </p>
        </div>
      ))}
    </Section>
  );
}
