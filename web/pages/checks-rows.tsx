import type { AnswerOf } from '../../src/client/call.ts';
import { type Judged, spansOfRuns } from '../judged/judged.ts';
import { checkPath } from '../judged/links.ts';
import { counted, percent } from '../judged/outcome-words.ts';
import { Go } from '../ui/go.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import type { State } from '../ui/states.ts';
import { Strip } from '../ui/strip.tsx';
import { TimelineRow } from '../ui/timeline.tsx';
import { countText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';

export type Checks = AnswerOf<'GET /checks'>;
export type CheckRow = Checks['rows'][number];

export function CheckRows({ rows, judged }: { rows: readonly CheckRow[]; judged: Judged }) {
  return rows.map((one) => (
    <TimelineRow key={one.check} tall label={<Name one={one} />} figure={<CountCells of={one} href={checkPath(one.check)} />}>
      <Strip name={one.title} spans={spansOfRuns(one.states, judged, one.open > 0)} />
    </TimelineRow>
  ));
}

function Name({ one }: { one: CheckRow }) {
  return (
    <>
      <StateMark state={one.outcome} />
      <div className="two-line">
        <Go href={checkPath(one.check)} className="q name">
          {one.area === 'record' ? one.title : one.asks}
        </Go>
        <span className="of">
          <span>{one.population.title}</span>
          <span>{counted(one.items, 'item')}</span>
          <span>{percent(one.known)} known</span>
          {one.settings.map((setting) => (
            <SettingInWords key={setting.name} setting={setting} />
          ))}
        </span>
      </div>
    </>
  );
}

/** What it judges by; a default of the program says that nobody adopted it. */
export function SettingInWords({ setting }: { setting: CheckRow['settings'][number] }) {
  return (
    <span title={setting.name}>
      {setting.title}{' '}
      <b className="s2">
        <Untrusted text={setting.written} />
      </b>
      {setting.policy === null && ' (default)'}
    </span>
  );
}

const cells = [
  ['pass', 'pass', 'pass'],
  ['fail', 'fail', 'fail'],
  ['unknown', 'unknown', 'unknown'],
  ['excluded', 'excluded', 'excluded'],
] as const satisfies readonly (readonly [State, string, keyof CountsOf])[];

interface CountsOf {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly excluded: number;
}

/** How many items came out how; each figure leads to the items that make it. */
export function CountCells({ of, href }: { of: CountsOf; href: string }) {
  return (
    <span className="cells">
      {cells.map(([state, outcome, name]) => (
        <Count key={state} state={state} count={of[name]} href={`${href}?outcome=${outcome}`} />
      ))}
    </span>
  );
}

function Count({ state, count, href }: { state: State; count: number; href: string }) {
  if (count === 0) return <span className="n none">–</span>;
  return (
    <Go href={href} className="q" label={`${countText(count)} ${state}`}>
      {countText(count)} <StateMark state={state} label="" />
    </Go>
  );
}
