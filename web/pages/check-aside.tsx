import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswerIfAny } from '../api.ts';
import type { Judged } from '../judged/judged.ts';
import { checkPath, exceptionPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Person } from '../judged/person.tsx';
import { useWords } from '../judged/use-words.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { Go } from '../ui/go.tsx';
import { DurationText, Moment } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Properties } from '../ui/properties.tsx';
import { Section } from '../ui/section.tsx';
import { Outcome, StateMark } from '../ui/state-mark.tsx';
import { countText, DAY, durationText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { About } from './check-about.tsx';
import type { Check } from './check-items.tsx';

type Item = AnswerOf<'GET /checks/{check}/items/{item}'>;

/** How many places of the ledger are listed before the rest is counted. */
const LEAVES = 12;

/** What stands beside the items: the selected one with its facts, and what the check is. */
export function CheckAside({ check, judged }: { check: Check; judged: Judged }) {
  const [{ item }] = useWords();
  return (
    <>
      {item === undefined ? (
        <Section title="No item is selected" strong>
          <p className="s2 sm aside-hint">
            Choose an item or one of its spans, with the pointer, or with Tab, the arrows and Enter. Its facts stand here, and the address then leads
            to it.
          </p>
        </Section>
      ) : (
        <SelectedItem item={item} check={check} judged={judged} />
      )}
      <About check={check} judged={judged} />
    </>
  );
}

function SelectedItem({ item, check, judged }: { item: string; check: Check; judged: Judged }) {
  const { answer, problem } = useAnswerIfAny('GET /checks/{check}/items/{item}', { params: { check: check.check, item } });
  if (problem !== null) return <ProblemNote problem={problem} />;
  if (answer === undefined || answer.item !== item) return <Section title={<Untrusted text={item} />} strong />;
  return (
    <Section title={<Untrusted text={answer.title} />} note={`item ${countText(answer.place)} of ${countText(answer.of)}`} strong>
      <p className="aside-outcome">
        <Outcome state={answer.excludedBy === null ? answer.outcome : 'excluded'}>
          <b>{outcomeText(answer)}</b> {lengthText(answer, check)}
        </Outcome>
      </p>
      <p className="sm">
        <Untrusted text={answer.because} />
      </p>
      <Properties
        properties={[
          { name: 'Item', value: <Untrusted text={answer.item} mono /> },
          { name: 'Belongs', value: <Untrusted text={answer.member} /> },
          { name: whenWord(check), value: <Existed item={answer} check={check} judged={judged} /> },
          answer.due !== null && { name: 'Due', value: <Moment at={answer.due} /> },
          answer.recordedLate > DAY && {
            name: 'Recorded late',
            value: (
              <>
                Written down <DurationText ms={answer.recordedLate} /> after it happened.
              </>
            ),
          },
          answer.claimed && { name: 'Times', value: 'As claimed by whoever wrote them; no system saw them happen.' },
          { name: 'Rests on', value: <Leaves leaves={answer.leaves} /> },
        ]}
      />
      {answer.exclusion !== null && <Exclusion exclusion={answer.exclusion} />}
      {answer.exceptions.map((one) => (
        <Exception key={one.from} one={one} check={check} item={answer.item} />
      ))}
      <Siblings item={answer} />
      <Reperform check={check} judged={judged} item={answer} />
    </Section>
  );
}

function outcomeText({ outcome, excludedBy }: Item): string {
  const word = outcome === 'not-owed' ? 'not owed' : outcome;
  if (excludedBy !== null) return `Excluded; ${outcome === 'unknown' ? 'would be unknown' : `would ${word}`}`;
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function lengthText({ failed, unknown, lasted, spans, outcome }: Item, { population }: Check): string {
  if (population.mode !== 'state' || outcome === 'not-owed') return '';
  const open = spans.some((one) => one.outcome === 'fail' && one.until === null);
  if (failed === 0 && unknown === 0) return `for all of its ${durationText(lasted)}.`;
  const hidden = `not known for ${durationText(unknown)} of ${durationText(lasted)}.`;
  if (failed === 0) return hidden.slice('not known '.length);
  const end = open ? 'Still open.' : 'Ended.';
  return `for ${durationText(failed)} of ${durationText(lasted)}. ${end}${unknown > 0 ? ` N${hidden.slice(1)}` : ''}`;
}

function whenWord({ population: { mode } }: Check): string {
  return { state: 'Existed', events: 'Happened', calendar: 'To be done' }[mode];
}

/** Nothing that exists in this year is younger than this. */
const FAR = Date.parse('9000-01-01T00:00:00Z');

function Existed({ item: { from, until }, check, judged }: { item: Item; check: Check; judged: Judged }) {
  if (check.population.mode === 'events') return <Moment at={from} utc="beside" />;
  return (
    <>
      from <Moment at={from} />{' '}
      {Date.parse(until) >= Math.min(FAR, judged.horizon) && check.population.mode === 'state' ? (
        'on'
      ) : (
        <>
          to <Moment at={until} />
        </>
      )}
    </>
  );
}

/** The places of the ledger whose facts were read; each is a sheet. */
function Leaves({ leaves }: { leaves: readonly number[] }) {
  if (leaves.length === 0) return 'No fact of its own: on what was not there.';
  return (
    <>
      {leaves.slice(0, LEAVES).map((leaf, at) => (
        <span key={leaf}>
          {at > 0 && ', '}
          <Go href={`/evidence/${leaf}`}>{countText(leaf)}</Go>
        </span>
      ))}
      {leaves.length > LEAVES && ` and ${countText(leaves.length - LEAVES)} more`}
    </>
  );
}

function Exclusion({ exclusion }: { exclusion: NonNullable<Item['exclusion']> }) {
  return (
    <Note lead="An exclusion lies over it.">
      <Untrusted text={exclusion.reason} /> Asked for by <Person id={exclusion.requestedBy} />
      {exclusion.approvedBy !== null && (
        <>
          , approved by <Person id={exclusion.approvedBy} />
        </>
      )}
      , until <Moment at={exclusion.until} />. <Untrusted text={exclusion.remark} /> <Go href="/exclusions">Exclusions</Go>
    </Note>
  );
}

function Exception({ one, check, item }: { one: Item['exceptions'][number]; check: Check; item: string }) {
  const { response } = one;
  return (
    <Note edge="fail" lead={one.until === null ? 'An exception, open.' : 'An exception, ended.'}>
      <Lasted from={one.from} until={one.until} />.{one.repeats > 0 && ` It failed ${counted(one.repeats, 'time')} before.`}{' '}
      {response === null ? (
        <>
          Management has not answered. <Go href={exceptionPath(check.check, item, one.from)}>Answer it</Go>
        </>
      ) : (
        <>
          <b>Management:</b> <Untrusted text={response.cause} /> <Untrusted text={response.response} />{' '}
          {response.action !== null && <Untrusted text={response.action} />}
        </>
      )}
    </Note>
  );
}

/** An instant is told once. */
function Lasted({ from, until }: { from: string; until: string | null }) {
  if (until === null)
    return (
      <>
        Since <Moment at={from} />
      </>
    );
  if (Date.parse(until) - Date.parse(from) < 1000)
    return (
      <>
        At <Moment at={from} />
      </>
    );
  return (
    <>
      From <Moment at={from} /> until <Moment at={until} />
    </>
  );
}

function Siblings({ item }: { item: Item }) {
  if (item.siblings.length === 0) return null;
  return (
    <>
      <h3 className="aside-head">Asked of it besides</h3>
      <ul className="asked-besides">
        {item.siblings.map((one) => (
          <li key={one.check}>
            <StateMark state={one.excludedBy === null ? one.outcome : 'excluded'} />
            <Go href={`${checkPath(one.check)}?item=${encodeURIComponent(item.item)}`} className="q">
              {one.asks}
            </Go>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The commands that judge the same again, on the same facts. */
function Reperform({ judged, item, check }: { judged: Judged; item: Item; check: Check }) {
  const [words] = useWords();
  const { period, sealed, asKnownAt } = judged.view;
  const of = period.audit === null ? `--period ${periodText(period)}` : `--audit ${period.audit}`;
  const known = asKnownAt === null ? '' : ` --as-known-at ${asKnownAt}`;
  const bad = item.spans[0];
  const at = bad === undefined || bad.from < period.from ? new Date(judged.horizon - 1).toISOString() : bad.from;
  return (
    <>
      <h3 className="aside-head">Re-perform this result</h3>
      <p className="s2 sm aside-before">One program uses a data directory at a time: stop this server first, or use a copy.</p>
      {words['at'] === undefined && (
        <>
          <CodeBlock text={sealed === null ? `tickmark assess ${of}${known}` : `tickmark assess --again ${of}`} of="command" />
          <p className="s2 sm">
            {sealed === null
              ? 'Judges the same facts and seals the result; nothing of this view is sealed yet.'
              : 'Judges the sealed facts again with the checks of this version, and lists every item that comes out differently.'}
          </p>
        </>
      )}
      {check.population.mode === 'state' && (
        <>
          <CodeBlock text={`tickmark state --at ${at}${known}`} of="command" />
          <p className="s2 sm">
            Says what each check says at{' '}
            {bad !== undefined && at === bad.from ? 'the first instant at which this item did not pass' : 'the last instant that is judged'}, and of
            which items.
          </p>
        </>
      )}
    </>
  );
}

function periodText({ type, first, last }: Judged['view']['period']): string {
  return type === 1 ? first : `${first}..${last}`;
}
