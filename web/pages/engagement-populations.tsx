import { type FormEvent, useState } from 'react';
import { useAction, useAddress, useWord } from '../api.ts';
import { Field, written } from '../judged/field.tsx';
import { populationPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Properties } from '../ui/properties.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { Outcome } from '../ui/state-mark.tsx';
import { countText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { ActingAs, useEngaged, Who } from './engagement-actor.tsx';
import { type Engagement, engagementPath, whyNot } from './engagement-rules.ts';

type Population = Engagement['populations'][number];

/** What was frozen by its hash, and how it compares with what is known today. */
export function Populations({ engagement }: { engagement: Engagement }) {
  const [picked] = useWord('population');
  const { populations, audit, id } = engagement;
  const selected = populations.find((one) => one.population === picked);
  const frozen = populations.filter((one) => one.frozen !== null).length;
  const csv = useAddress('GET /engagements/{engagement}/workpapers/{file}', { params: { engagement: id, file: 'populations.csv' }, query: {} });
  return (
    <Columns
      side={
        <>
          <ActingAs engagement={engagement} />
          {selected !== undefined && <One key={selected.population} engagement={engagement} one={selected} />}
          <Freeze engagement={engagement} />
        </>
      }
    >
      <Section
        title={`${frozen} of ${counted(populations.length, 'population')} frozen`}
        note="by the SHA-256 of their rows, as the assessment sealed them"
        action={
          <Button href={csv} download={`${id}-populations.csv`}>
            CSV
          </Button>
        }
        strong
      >
        <DataTable
          label="Populations of the engagement"
          rows={populations}
          rowKey={(row) => row.population}
          rowHref={(row) => engagementPath(id, { part: 'populations', population: row.population })}
          selected={selected?.population}
          columns={[
            { key: 'title', head: 'Population', cell: (row) => row.title },
            { key: 'items', head: 'Items', width: 72, align: 'right', cell: (row) => countText(row.items) },
            { key: 'occurred', head: 'Occurred', width: 150, cell: (row) => <Occurred row={row} /> },
            {
              key: 'frozen',
              head: 'Frozen',
              width: 170,
              cell: (row) =>
                row.frozen === null ? (
                  <span className="unknown">not yet</span>
                ) : (
                  <>
                    {row.frozen.phase}, <Moment at={row.frozen.at} />
                  </>
                ),
            },
            {
              key: 'hash',
              head: 'SHA-256 of its rows',
              width: 150,
              cell: (row) => (
                <span className="mono" title={row.sha256}>
                  {row.sha256.slice(0, 16)}…
                </span>
              ),
            },
            {
              key: 'since',
              head: 'Since then',
              width: 120,
              cell: (row) =>
                row.changedSince === null ? <span className="n">the same</span> : <span className="unknown">{changeText(row.changedSince)}</span>,
            },
          ]}
          empty={
            <Empty
              says="The controls of this engagement ask nothing of any population."
              next={<Go href={`/populations?audit=${encodeURIComponent(audit)}`}>Populations of the audit</Go>}
            />
          }
        />
      </Section>
    </Columns>
  );
}

function Occurred({ row }: { row: Population }) {
  if (row.occurrence.state === 'occurred') return <span className="n">yes</span>;
  const known = row.occurrence.state === 'did-not-occur';
  return (
    <span title={row.occurrence.sentence}>
      <Outcome state={known ? 'no-items' : 'unknown'}>{known ? 'did not occur' : 'not known'}</Outcome>
    </span>
  );
}

function changeText({ added, removed, changed }: NonNullable<Population['changedSince']>): string {
  return (
    [added > 0 && `${added} more`, removed > 0 && `${removed} less`, changed > 0 && `${changed} otherwise`]
      .filter((one) => one !== false)
      .join(', ') || 'otherwise'
  );
}

function One({ engagement, one }: { engagement: Engagement; one: Population }) {
  const { frozen } = one;
  return (
    <Section title={one.title} note={<span className="mono">{one.population}</span>}>
      <Properties
        properties={[
          {
            name: 'Items',
            value: <Go href={`${populationPath(one.population)}?audit=${encodeURIComponent(engagement.audit)}`}>{counted(one.items, 'item')}</Go>,
          },
          { name: 'Occurred', value: one.occurrence.sentence },
          { name: 'Hash', value: one.sha256, mono: true },
          frozen !== null && {
            name: 'Frozen',
            value: (
              <>
                <Who engagement={engagement} id={frozen.by} />, <Moment at={frozen.at} utc="hover" />
              </>
            ),
          },
          frozen !== null && {
            name: 'From',
            value: (
              <>
                <Go href={`/evidence/${frozen.leaf}`}>entry {countText(frozen.leaf)}</Go>, seen up to <Moment at={frozen.horizon} />
              </>
            ),
          },
          one.earlier.length > 0 && {
            name: 'Before',
            value: `${counted(one.earlier.length, 'earlier freezing')}, which no longer ${one.earlier.length === 1 ? 'counts' : 'count'}`,
          },
          one.unseen > 0 && {
            name: 'Not seen',
            value: <Go href={`${populationPath(one.population)}/completeness`}>{counted(one.unseen, 'gap')}</Go>,
          },
        ]}
      />
      {one.differences.map((its) => (
        <Difference key={its.difference} engagement={engagement} population={one.population} its={its} />
      ))}
    </Section>
  );
}

/** Where a second source counts otherwise; the company says why, and the difference stays. */
function Difference({ engagement, population, its }: { engagement: Engagement; population: string; its: Population['differences'][number] }) {
  const explain = useAction('POST /engagements/{engagement}/explanations');
  const [by] = useEngaged();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const explanation = written(new FormData(event.currentTarget), 'explanation');
    await explain.run({ params: { engagement: engagement.id }, body: { population, difference: its.difference, explanation, by } });
  };
  return (
    <div className="mark-said">
      <Note edge="unknown">
        <Untrusted text={its.difference} />
      </Note>
      {its.explanation !== null && (
        <p className="s2">
          <Who engagement={engagement} id={its.explanation.by} />: <Untrusted text={its.explanation.text} />
        </p>
      )}
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Field name="explanation" label={its.explanation === null ? 'Why' : 'Why, anew'} kind="long" />
        {explain.problem !== null && <ProblemNote problem={explain.problem} />}
        <div className="acts">
          <Button type="submit" disabledReason={whyNot(engagement, by, 'company', explain.pending)}>
            Explain the difference
          </Button>
        </div>
      </form>
    </div>
  );
}

function Freeze({ engagement }: { engagement: Engagement }) {
  const freeze = useAction('POST /engagements/{engagement}/freeze');
  const [by] = useEngaged();
  const [interim, setInterim] = useState(false);
  const [said, say] = useState('');
  const run = async () => say((await freeze.run({ params: { engagement: engagement.id }, body: { interim, by } }))?.sentence ?? '');
  return (
    <Section title="Freeze" note="as the newest assessment has them">
      <div className="form">
        <p className="s2">
          Every population that the pinned checks ask. What is frozen as final stays; what would differ is refused with both hashes.
        </p>
        <label className="tick">
          <input type="checkbox" checked={interim} onChange={(event) => setInterim(event.currentTarget.checked)} /> Before the period has closed, as
          interim
        </label>
        {freeze.problem !== null && <ProblemNote problem={freeze.problem} />}
        {said !== '' && <Note>{said}</Note>}
        <div className="acts">
          <Button onClick={() => void run()} disabledReason={whyNot(engagement, by, 'either', freeze.pending)}>
            Freeze populations
          </Button>
        </div>
      </div>
    </Section>
  );
}
