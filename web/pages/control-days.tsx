import { type KeyboardEvent, useMemo, useRef } from 'react';
import type { Judged } from '../judged/judged.ts';
import { checkPath, controlPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { useWords } from '../judged/use-words.ts';
import { Button } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { type State, stateClass } from '../ui/states.ts';
import { addDays, dayAt, daysBetween, dayText, monthName } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { stepped } from './control-day-keys.ts';
import { stoodOn } from './control-day-stood.ts';
import type { Control } from './control-parts.tsx';

/** What a day says of a control; null where it was not in force, or where nothing is judged yet. */
interface DayState {
  readonly day: string;
  readonly state: State | null;
  readonly judged: boolean;
}

const sentences: Readonly<Record<State, string>> = {
  pass: 'without exceptions',
  fail: 'failed',
  unknown: 'not known',
  excluded: 'excluded',
  'not-owed': 'not owed',
  'no-items': 'nothing was to be tested',
};

/** Its state on every day of the period. One stop for Tab; the arrows move by days, up and down by weeks, Home and End to the ends. */
export function ControlDays({ control, judged }: { control: Control; judged: Judged }) {
  const [words, set] = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const days = useMemo(() => daysOf(control, judged), [control, judged]);
  const last = lastJudged(days);
  const chosen = days.find((one) => one.day === words['day'] && one.judged);
  const stop = chosen?.day ?? last;
  const onKeyDown = (event: KeyboardEvent) => {
    const from = (event.target as HTMLElement).dataset['day'];
    const next = from === undefined ? undefined : stepped(event.key, from, judged.view.period.first, last);
    if (next === undefined) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLButtonElement>(`[data-day="${next}"]`)?.focus();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; the days inside are the controls. */}
      <div
        className="days"
        ref={grid}
        role="group"
        aria-label="State on every day of the period; the arrows move by days and weeks"
        onKeyDown={onKeyDown}
      >
        <div className="month heads" aria-hidden="true">
          <span />
          {Array.from({ length: 31 }, (_, at) => (
            <span key={String(at)} className={(at + 1) % 5 === 0 || at === 0 ? 'five' : undefined}>
              {at + 1}
            </span>
          ))}
        </div>
        {[...Map.groupBy(days, (one) => one.day.slice(0, 7))].map(([month, of]) => (
          <div className="month" key={month}>
            <span>
              {monthName(Number(month.slice(5)))} <span className="wide">{month.slice(0, 4)}</span>
            </span>
            {of.map((one) => (
              <DayCell
                key={one.day}
                one={one}
                pressed={one.day === chosen?.day}
                stop={one.day === stop}
                onPick={() => set({ day: one.day === chosen?.day ? undefined : one.day })}
              />
            ))}
          </div>
        ))}
      </div>
      <DaySays one={chosen} control={control} days={days} zone={judged.view.period.zone} onGo={(day) => set({ day })} />
    </>
  );
}

function DayCell({ one, pressed, stop, onPick }: { one: DayState; pressed: boolean; stop: boolean; onPick: () => void }) {
  const column = { gridColumn: Number(one.day.slice(8)) + 1 };
  if (!one.judged) return <span className="day ahead" style={column} title={`${dayText(one.day)}: not judged yet`} />;
  const words = `${dayText(one.day, { weekday: true })}: ${one.state === null ? 'not in force' : sentences[one.state]}`;
  return (
    <button
      type="button"
      className={`day ${one.state === null ? '' : stateClass(one.state)}`}
      style={column}
      data-day={one.day}
      title={words}
      aria-label={words}
      aria-pressed={pressed}
      tabIndex={stop ? 0 : -1}
      onClick={onPick}
    />
  );
}

/** The chosen day in words, with what says so; without one, how many days said what. */
function DaySays({
  one,
  control,
  days,
  zone,
  onGo,
}: {
  one: DayState | undefined;
  control: Control;
  days: readonly DayState[];
  zone: string;
  onGo: (day: string) => void;
}) {
  if (one === undefined) return <p className="day-says s2 sm">{summaryOf(days)} Choose a day to read what says so.</p>;
  const part = control.parts.find((of) => of.states.some((run) => holds(run, one.day)));
  const checks = (part?.checks ?? []).flatMap((check) => check.states.filter((run) => holds(run, one.day)).map(({ state }) => ({ check, state })));
  const worst = checks.filter(({ state }) => state === one.state && state !== 'pass' && state !== 'no-items');
  return (
    <div className="day-says" role="status">
      <p>
        <b>{dayText(one.day, { weekday: true })}</b>: {one.state === null ? 'the control was not in force.' : `${sentences[one.state]}.`}{' '}
        <span className="s2">{partSentence(part, control)}</span> <OtherDay to={addDays(one.day, -1)} days={days} onGo={onGo} words="Day before" />{' '}
        <OtherDay to={addDays(one.day, 1)} days={days} onGo={onGo} words="Day after" />{' '}
        <Button href={`${controlPath(control.id)}?at=${addDays(one.day, 1)}&day=${one.day}`}>Show everything as of this day</Button>
      </p>
      {worst.length > 0 && (
        <ul>
          {worst.map(({ check, state }) => (
            <li key={check.check}>
              <StateMark state={state} />
              <span>
                <Go href={`${checkPath(check.check)}?range=month&around=${one.day}&outcome=${state}`}>{check.asks}</Go>
              </span>
            </li>
          ))}
          {control.failures
            .filter((exception) => stoodOn(exception, one.day, zone))
            .slice(0, one.state === 'fail' ? 5 : 0)
            .map((exception) => (
              <li key={`${exception.check} ${exception.item} ${exception.from}`}>
                <span />
                <Go href={`${checkPath(exception.check)}?item=${encodeURIComponent(exception.item)}`} className="q">
                  <Untrusted text={exception.title} />
                </Go>
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}

/** The same as the arrows, for whoever points: a day of the calendar is small on a phone. */
function OtherDay({ to, days, onGo, words }: { to: string; days: readonly DayState[]; onGo: (day: string) => void; words: string }) {
  const there = days.some((one) => one.day === to && one.judged);
  return (
    <Button disabledReason={there ? undefined : 'It is not judged in this period.'} onClick={() => onGo(to)}>
      {words}
    </Button>
  );
}

function partSentence(part: Control['parts'][number] | undefined, { parts }: Control): string {
  return part === undefined || parts.length < 2 ? '' : `Version ${part.version} was in force.`;
}

/** `340 days without exceptions, 12 days failed, 13 days not known.` */
function summaryOf(days: readonly DayState[]): string {
  const counts = (['pass', 'fail', 'unknown', 'no-items'] as const).map(
    (state) => [state, days.filter((one) => one.state === state).length] as const,
  );
  const said = counts
    .filter(([, count]) => count > 0)
    .map(([state, count]) =>
      state === 'no-items' ? `on ${counted(count, 'day')} ${sentences[state]}` : `${counted(count, 'day')} ${sentences[state]}`,
    );
  const text = said.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function daysOf({ parts }: Control, { view: { period }, horizon }: Judged): readonly DayState[] {
  const runs = parts.flatMap((part) => part.states);
  const end = dayAt(horizon - 1, period.zone);
  return Array.from({ length: daysBetween(period.first, period.last) + 1 }, (_, at) => {
    const day = addDays(period.first, at);
    return { day, state: runs.find((run) => holds(run, day))?.state ?? null, judged: day <= end };
  });
}

function holds(run: { readonly first: string; readonly last: string }, day: string): boolean {
  return run.first <= day && day <= run.last;
}

function lastJudged(days: readonly DayState[]): string {
  return days.findLast((one) => one.judged)?.day ?? '';
}
