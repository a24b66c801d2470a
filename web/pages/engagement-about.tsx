import { type FormEvent, type ReactNode, useState } from 'react';
import type { Problem } from '../../src/client/problem.ts';
import { useAction } from '../api.ts';
import { Field, written } from '../judged/field.tsx';
import { counted } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { DayRange, Moment } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Properties } from '../ui/properties.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import { ActingAs, useEngaged, Who } from './engagement-actor.tsx';
import { type Engagement, whyNot } from './engagement-rules.ts';
import { namedBy } from './policies-words.ts';

/** What the engagement rests on: its period, who is in it, the versions that it pins, the settings that were captured. */
export function About({ engagement }: { engagement: Engagement }) {
  const { pinned, auditors, categories, opened, closed, agreed, period, newest, voided, unplaced } = engagement;
  return (
    <Columns
      side={
        <>
          <ActingAs engagement={engagement} />
          <AddAuditor engagement={engagement} />
          <Reasoned
            engagement={engagement}
            name="period"
            title="Move the period"
            says="Where the records moved the days of the audit, an auditor agrees to them; what was frozen and drawn is then void, and stays on record."
          />
          <Reasoned
            engagement={engagement}
            name="pins"
            title="Pin again"
            says="An auditor agrees to the versions of controls and checks with which the newest assessment was judged."
          />
          <Reasoned engagement={engagement} name="close" title="Close it" says="Nothing is frozen, drawn or marked any more. What stands, stays." />
        </>
      }
    >
      <Section title="What it rests on" strong>
        <Properties
          properties={[
            {
              name: 'Period',
              value: (
                <>
                  <DayRange first={period.first} last={period.last} />, {period.zone}
                </>
              ),
            },
            {
              name: 'Auditors',
              value: auditors.map((one) => (
                <div key={one.id}>
                  <Untrusted text={one.name} /> <span className="mono n">{one.id}</span>
                </div>
              )),
            },
            { name: 'Categories', value: categories.join(', ') },
            {
              name: 'Pinned',
              value: `Tickmark ${pinned.tickmark}, ${counted(pinned.controls, 'control')}, ${counted(pinned.checks, 'check')}${agreed > 0 ? `; agreed anew ${agreed} times` : ''}`,
            },
            {
              name: 'Newest assessment',
              value: (
                <>
                  of {newest.treeSize.toLocaleString('en-US')} entries, up to <Moment at={newest.horizon} />
                </>
              ),
            },
            {
              name: 'Opened',
              value: (
                <>
                  <Who engagement={engagement} id={opened.by} />, <Moment at={opened.at} utc="hover" />
                </>
              ),
            },
            closed !== null && {
              name: 'Closed',
              value: (
                <>
                  <Who engagement={engagement} id={closed.by} />, <Moment at={closed.at} />: <Untrusted text={closed.reason} />
                </>
              ),
            },
          ]}
        />
      </Section>
      {voided.map((one) => (
        <Note key={`${one.period.first} ${one.period.last} ${one.reason}`} edge="unknown" lead="Void.">
          {`What was done for ${one.period.first} to ${one.period.last}: ${counted(one.frozen, 'population')} and ${counted(one.samples, 'sample')}. `}
          <Untrusted text={one.reason} />
        </Note>
      ))}
      {(unplaced.marks > 0 || unplaced.samples > 0) && (
        <Note edge="unknown" lead="Without a test.">
          {`${counted(unplaced.marks, 'mark')} and ${counted(unplaced.samples, 'sample')} belong to no test of a pinned control; the workpapers list them.`}
        </Note>
      )}
      <Settings engagement={engagement} />
    </Columns>
  );
}

function Settings({ engagement }: { engagement: Engagement }) {
  const capture = useAction('POST /engagements/{engagement}/settings');
  const [by] = useEngaged();
  const [anyway, setAnyway] = useState(false);
  const last = engagement.settings.at(-1);
  return (
    <Section
      title="Settings in force"
      note={
        last === undefined ? (
          'not captured yet'
        ) : (
          <>
            captured <Moment at={last.at} />, {last.timing === 'inside' ? 'inside the period' : `${last.timing}: outside the period`}
          </>
        )
      }
      id="settings"
    >
      <DataTable
        label="Settings"
        rows={last?.settings ?? []}
        rowKey={(row) => row.name}
        columns={[
          { key: 'name', head: 'Setting', cell: (row) => <span className="mono">{row.name}</span> },
          { key: 'written', head: 'In force', width: 200, cell: (row) => <Untrusted text={row.written} /> },
          { key: 'policy', head: 'From', cell: (row) => namedBy(row.policy) },
        ]}
        empty={
          <Empty says="Nobody captured the settings yet." from="They are captured inside the period: what holds afterwards says nothing of it." />
        }
      />
      <div className="form">
        <label className="tick">
          <input type="checkbox" checked={anyway} onChange={(event) => setAnyway(event.currentTarget.checked)} /> Outside the period, too; marked as
          early or late
        </label>
        {capture.problem !== null && <ProblemNote problem={capture.problem} />}
        <div className="acts">
          <Button
            onClick={() => void capture.run({ params: { engagement: engagement.id }, body: { anyway, by } })}
            disabledReason={whyNot(engagement, by, 'either', capture.pending)}
          >
            Capture the settings
          </Button>
        </div>
      </div>
    </Section>
  );
}

function AddAuditor({ engagement }: { engagement: Engagement }) {
  const add = useAction('POST /engagements/{engagement}/auditors');
  const [by] = useEngaged();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const body = { auditor: { id: written(data, 'id'), name: written(data, 'name') }, by };
    if ((await add.run({ params: { engagement: engagement.id }, body })) !== undefined) form.reset();
  };
  return (
    <Act
      title="Let another auditor in"
      says="An auditor of the engagement does this."
      onSubmit={(event) => void submit(event)}
      problem={add.problem}
      reason={whyNot(engagement, by, 'auditor', add.pending)}
    >
      <Field name="id" label="Id" hint="Letters, digits and . _ -; none of your people's." />
      <Field name="name" label="Name" />
    </Act>
  );
}

const keys = {
  period: 'POST /engagements/{engagement}/period',
  pins: 'POST /engagements/{engagement}/pins',
  close: 'POST /engagements/{engagement}/close',
} as const;

function Reasoned({ engagement, name, title, says }: { engagement: Engagement; name: keyof typeof keys; title: string; says: string }) {
  const act = useAction(keys[name]);
  const [by] = useEngaged();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = written(new FormData(event.currentTarget), 'reason');
    await act.run({ params: { engagement: engagement.id }, body: { reason, by } });
  };
  return (
    <Act
      title={title}
      says={says}
      onSubmit={(event) => void submit(event)}
      problem={act.problem}
      reason={whyNot(engagement, by, 'auditor', act.pending)}
    >
      <Field name="reason" label="Why" kind="long" />
    </Act>
  );
}

interface ActProps {
  title: string;
  says: string;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  problem: Problem | null;
  reason: string | undefined;
  children: ReactNode;
}

/** What is rarely done stands folded. */
function Act({ title, says, onSubmit, problem, reason, children }: ActProps) {
  return (
    <details className="more">
      <summary>{title}</summary>
      <form className="form" onSubmit={onSubmit}>
        <p className="s2 sm">{says}</p>
        {children}
        {problem !== null && <ProblemNote problem={problem} />}
        <div className="acts">
          <Button type="submit" disabledReason={reason}>
            {title}
          </Button>
        </div>
      </form>
    </details>
  );
}
