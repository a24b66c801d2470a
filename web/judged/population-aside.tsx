import type { AnswerOf } from '../../src/client/call.ts';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { shortHash } from '../ui/proof-path.tsx';
import { Properties } from '../ui/properties.tsx';
import { Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { countText, durationText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { controlPath, populationPath } from './links.ts';
import { counted } from './outcome-words.ts';
import './population.css';

type Detail = AnswerOf<'GET /populations/{population}'>;

/** What proves that the population is complete, in short, and what an auditor drew of it. */
export function PopulationAside({ detail, first }: { detail: Detail; first: boolean }) {
  const sheet = `${populationPath(detail.id)}/completeness`;
  const { seenBy } = detail;
  return (
    <>
      <Section title="Completeness sheet" action={<Go href={sheet}>Open and print</Go>} strong={first}>
        <Properties
          properties={[
            { name: 'Source', value: <Sources sources={seenBy.sources} /> },
            { name: 'Collected', value: <Collected seenBy={seenBy} /> },
            { name: 'Rows', value: `${countText(detail.items)} from ${counted(seenBy.requests, 'request')}` },
            { name: 'Hash', value: <span title={detail.sha256}>{`sha256 ${shortHash(detail.sha256)}`}</span>, mono: true },
          ]}
        />
      </Section>
      <Reconciled detail={detail} sheet={sheet} />
      <Gaps gaps={detail.gaps} completeness={detail.completeness} sheet={sheet} />
      {detail.samples.map((one) => (
        <Sample key={`${one.engagement} ${one.control}`} sample={one} items={detail.items} />
      ))}
      {detail.attributes.length > 0 && <Controls detail={detail} />}
    </>
  );
}

function Sources({ sources }: { sources: Detail['seenBy']['sources'] }) {
  if (sources.length === 0) return <span className="unknown">nobody looked</span>;
  return sources.map((one) => (
    <div key={`${one.connector} ${one.connection}`}>
      <Go href={`/connections/${encodeURIComponent(one.connection)}`}>
        <Untrusted text={one.connection} mono />
      </Go>{' '}
      <span className="n">({one.connector})</span>
    </div>
  ));
}

function Collected({ seenBy }: { seenBy: Detail['seenBy'] }) {
  if (seenBy.last === null) return <span className="unknown">never</span>;
  return (
    <>
      {counted(seenBy.looks, 'look')}. Last <Moment at={seenBy.last} />
    </>
  );
}

const SHOWN = 4;

/** Those that differ, each with its numbers; of those that agree, how many. */
function Reconciled({ detail, sheet }: { detail: Detail; sheet: string }) {
  const all = detail.reconciliations;
  if (all.length === 0) return null;
  const differing = all.filter((one) => !one.agrees);
  const shown = differing.length === 0 ? all.slice(0, SHOWN) : differing.slice(0, SHOWN);
  const words = differing.length === 0 ? 'all agree' : `${differing.length} of ${all.length} ${differing.length === 1 ? 'differs' : 'differ'}`;
  return (
    <Section title="Held against a second source" note={<StateMark state={differing.length === 0 ? 'pass' : 'fail'} label={words} />}>
      <ul className="held">
        {shown.map((one) => (
          <li key={one.source}>
            <Untrusted text={one.source} />
            <span className="nw">
              {countText(one.counted)} of {countText(one.expected)}
            </span>
            {one.differences.slice(0, SHOWN).map((said) => (
              <Note key={said} edge="fail">
                <Untrusted text={said} />
              </Note>
            ))}
          </li>
        ))}
      </ul>
      <p className="sm s2">
        Left over: {countText(shown.reduce((sum, one) => sum + Math.abs(one.left), 0))}.{' '}
        {all.length > shown.length && (
          <Go href={sheet}>
            {differing.length === 0 ? `All ${countText(all.length)} agree` : `${countText(all.length - differing.length)} others agree`}
          </Go>
        )}
      </p>
    </Section>
  );
}

export function ReconciliationTable({ rows }: { rows: Detail['reconciliations'] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col" className="r">
            Counted
          </th>
          <th scope="col" className="r">
            Expected
          </th>
          <th scope="col" className="r">
            Left over
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.source}>
            <th scope="row">
              <Untrusted text={one.source} />
              {one.differences.map((said) => (
                <Note key={said} edge="fail">
                  <Untrusted text={said} />
                </Note>
              ))}
              {one.differing > one.differences.length && (
                <p className="n">and {countText(one.differing - one.differences.length)} more, in the sheet as JSON</p>
              )}
            </th>
            <td className="r">{countText(one.counted)}</td>
            <td className="r">{countText(one.expected)}</td>
            <td className="r">{one.agrees ? countText(one.left) : <b className="fail">{countText(one.left)}</b>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Gaps({ gaps, completeness: { unseen, looks }, sheet }: Pick<Detail, 'gaps' | 'completeness'> & { sheet: string }) {
  if (gaps.length === 0)
    return (
      <Section title="Gaps" note="none">
        <p className="n sm">{looks === 0 ? 'Nobody looked at it.' : 'Nothing could have stood unseen.'}</p>
      </Section>
    );
  return (
    <Section title="Gaps" note={<b className="unknown">{durationText(unseen)}</b>}>
      {gaps.slice(0, SHOWN).map((gap) => (
        <GapNote key={`${gap.from} ${gap.until} ${gap.why}`} gap={gap} />
      ))}
      {gaps.length > SHOWN && (
        <p className="sm n">
          <Go href={sheet}>All {countText(gaps.length)} of them</Go>
        </p>
      )}
    </Section>
  );
}

export function GapNote({ gap }: { gap: Detail['gaps'][number] }) {
  return (
    <div className="gap-note">
      <Note
        edge="unknown"
        lead={
          <>
            <Moment at={gap.from} /> – <Moment at={gap.until} />.
          </>
        }
      >
        <Untrusted text={gap.why} />
      </Note>
    </div>
  );
}

function Sample({ sample, items }: { sample: Detail['samples'][number]; items: number }) {
  return (
    <Section title="Sample" note={`${countText(sample.size + sample.added)} of ${countText(items)}`}>
      <Properties
        properties={[
          { name: 'For', value: <Go href={controlPath(sample.control)}>{sample.control}</Go> },
          { name: 'How many', value: <Untrusted text={sample.method} /> },
          {
            name: 'Which',
            value: `${sample.strata === 1 ? 'A simple sample' : `Spread over ${sample.strata} equal parts of the period`}. Anyone with the seed draws the same.`,
          },
          { name: 'Seed', value: <span title={sample.seed}>{shortHash(sample.seed)}</span>, mono: true },
          { name: 'Drawn by', value: <DrawnBy sample={sample} /> },
          sample.added > 0 && { name: 'Added later', value: counted(sample.added, 'item') },
        ]}
      />
      {!sample.same && (
        <Note edge="unknown" lead="It was drawn from the population as it was frozen.">
          {sample.missing === 0
            ? 'What is shown here differs from that, and holds all of its items.'
            : `${counted(sample.missing, 'item')} of it ${sample.missing === 1 ? 'is' : 'are'} not in what is shown here.`}
        </Note>
      )}
    </Section>
  );
}

function DrawnBy({ sample }: { sample: Detail['samples'][number] }) {
  return (
    <>
      <Untrusted text={sample.by} />, <Untrusted text={sample.firm} />, <Moment at={sample.at} />
    </>
  );
}

function Controls({ detail }: { detail: Detail }) {
  const controls = [...new Set(detail.attributes.flatMap((one) => one.controls))];
  if (controls.length === 0) return null;
  return (
    <Section title="Controls that rest on it" note={countText(controls.length)}>
      <p className="sm">
        {controls.map((one, at) => (
          <span key={one}>
            {at > 0 && ', '}
            <Go href={controlPath(one)}>{one}</Go>
          </span>
        ))}
      </p>
    </Section>
  );
}
