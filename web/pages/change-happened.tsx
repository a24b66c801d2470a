import type { AnswerOf } from '../../src/client/call.ts';
import { Go } from '../ui/go.tsx';
import { Moment, useZone } from '../ui/moment.tsx';
import { Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import type { State } from '../ui/states.ts';
import { countText, dayAt, dayText, zoneName } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';

type Change = AnswerOf<'GET /changes/{item}'>;
type Happening = Change['happened'][number];

/** What happened, in its order, each with the entry of the ledger that says so. */
export function Happened({ change }: { change: Change }) {
  const zone = useZone();
  const untold = change.lines.flatMap((line) => (line.untold === null ? [] : [{ title: line.title, says: line.untold }]));
  return (
    <Section title="What happened" note={`times in ${zoneName(change.landedAt, zone)}, UTC on hover · each line leads to its evidence`}>
      <ol className="log">
        {change.happened.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two things may happen at one instant; their order is their identity.
          <One key={index} one={one} day={newDay(change.happened, index, zone)} />
        ))}
      </ol>
      {untold.length > 0 && (
        <ul className="not-told">
          {untold.map((one) => (
            <li key={one.title}>
              <b>{one.title}.</b> <Untrusted text={one.says} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The day, on the first line of it. */
function newDay(all: readonly Happening[], index: number, zone: string): string {
  const day = dayAt(all[index]?.at ?? 0, zone);
  const before = all[index - 1];
  if (before !== undefined && dayAt(before.at, zone) === day) return '';
  return dayText(day, { weekday: true, year: index === 0 });
}

const states: Readonly<Partial<Record<Happening['tone'], State>>> = { ok: 'pass', bad: 'fail', unknown: 'unknown' };
const tints: Readonly<Partial<Record<Happening['tone'], string>>> = { bad: 'f', unknown: 'u' };

function One({ one, day }: { one: Happening; day: string }) {
  const state = states[one.tone];
  return (
    <li className={tints[one.tone]}>
      <span className="d">{day}</span>
      <Moment at={one.at} time />
      <span>{state !== undefined && <StateMark state={state} />}</span>
      <span>
        <span className="w">
          {one.what} {one.code !== null && <Untrusted text={one.code} mono />}
        </span>
        <br />
        <span className="s2">
          {one.by !== null && <Untrusted text={one.by} />}
          {one.by !== null && one.detail !== null && ' · '}
          {one.detail !== null && <Untrusted text={one.detail} />}
          {one.claimed && <span className="n"> · a time that a client claimed</span>}
        </span>
      </span>
      <Go href={`/evidence/${one.leaf}`} className="mono to" label={`Evidence: leaf ${one.leaf}`}>
        {countText(one.leaf)}
      </Go>
    </li>
  );
}
