import { type FormEvent, useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAction, useAnswer, useWord } from '../api.ts';
import { useDecider } from '../judged/decider.ts';
import { Field, written } from '../judged/field.tsx';
import { useJudged } from '../judged/judged.ts';
import { checkPath, itemPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Person } from '../judged/person.tsx';
import { PersonPick } from '../judged/person-pick.tsx';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Properties } from '../ui/properties.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { Outcome } from '../ui/state-mark.tsx';
import { dayAt } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';

type Row = AnswerOf<'GET /exclusions'>['rows'][number];

const words: Readonly<Record<Row['status'], string>> = { requested: 'Asked for', approved: 'Approved', rejected: 'Rejected', ended: 'Ended' };

/** Decisions to accept a finding until a day: asked for by one person, approved by another, ending. */
export default function ExclusionsPage() {
  const { rows } = useAnswer('GET /exclusions');
  const [picked] = useWord('exclusion');
  const [asking, setAsking] = useWord('ask');
  const selected = picked === undefined ? rows[0] : rows.find((one) => one.id === picked);
  return (
    <>
      <PageHead
        title={titleOf(rows)}
        sub="An exclusion lies over a finding, and changes nothing beneath: it is told as excluded, with what it would be. Who asked for it may not approve it, and it ends."
        actions={
          <Button main onClick={() => setAsking('true')}>
            Ask for an exclusion
          </Button>
        }
      />
      <Columns
        side={asking === 'true' ? <Ask onDone={() => setAsking(undefined)} /> : selected !== undefined && <One key={selected.id} one={selected} />}
      >
        <DataTable
          label="Exclusions"
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/exclusions?exclusion=${encodeURIComponent(row.id)}`}
          selected={selected?.id}
          columns={[
            { key: 'id', head: 'Exclusion', nowrap: true, width: 110, cell: (row) => <span className="mono">{row.id}</span> },
            { key: 'status', head: 'State', nowrap: true, width: 110, cell: (row) => words[row.status] },
            {
              key: 'check',
              head: 'What it lies over',
              cell: (row) => (
                <>
                  {row.checkTitle} <span className="n">{counted(row.items.length, 'item')}</span>
                </>
              ),
            },
            {
              key: 'by',
              head: 'Approved by',
              nowrap: true,
              width: 150,
              cell: (row) => (row.approvedBy === null ? <span className="n">nobody</span> : <Person id={row.approvedBy} />),
            },
            { key: 'until', head: 'Ends', nowrap: true, width: 150, cell: (row) => <Moment at={row.until} /> },
            {
              key: 'force',
              head: 'Counts',
              width: 90,
              cell: (row) => (row.inForce ? <Outcome state="excluded">yes</Outcome> : <span className="n">no</span>),
            },
          ]}
          empty={
            <Empty
              says="Nothing is excluded in this period."
              from="Those asked for here, and those that records/exclusions.yaml names, stand here with who decided and until when."
              next={<Go href="/exceptions">Look at the exceptions</Go>}
            />
          }
        />
      </Columns>
    </>
  );
}

function titleOf(rows: readonly Row[]): string {
  const [force, waiting] = [rows.filter((one) => one.inForce).length, rows.filter((one) => one.status === 'requested').length];
  const first =
    force === 0 ? 'No exclusion counts in this period' : `${counted(force, 'exclusion')} ${force === 1 ? 'counts' : 'count'} in this period`;
  return waiting === 0 ? `${first}.` : `${first}; ${waiting} ${waiting === 1 ? 'waits' : 'wait'} for a decision.`;
}

function One({ one }: { one: Row }) {
  return (
    <>
      <Section title={<span className="mono">{one.id}</span>} note={words[one.status]} strong>
        {one.remark !== '' && <Note edge={one.inForce ? 'plain' : 'unknown'}>{one.remark}</Note>}
        <Properties
          properties={[
            { name: 'Why', value: <Untrusted text={one.reason} /> },
            { name: 'Check', value: <Go href={checkPath(one.check)}>{one.checkTitle}</Go> },
            {
              name: one.items.length === 1 ? 'Item' : 'Items',
              value: one.items.map((item) => (
                <div key={item}>
                  <Go href={itemPath(one.check, item)}>
                    <Untrusted text={item} mono />
                  </Go>
                </div>
              )),
            },
            { name: 'Asked for by', value: <Person id={one.requestedBy} /> },
            { name: 'Approved by', value: one.approvedBy === null ? 'nobody yet' : <Person id={one.approvedBy} /> },
            one.approvedAt !== null && { name: 'Approved', value: <Moment at={one.approvedAt} utc="beside" /> },
            { name: one.status === 'ended' ? 'Ended' : 'Ends', value: <Moment at={one.until} utc="beside" /> },
            { name: 'Decided', value: one.from === 'here' ? 'here, sealed in the ledger' : 'in records/exclusions.yaml' },
          ]}
        />
      </Section>
      {one.from === 'here' && (one.status === 'requested' || one.status === 'approved') && <Decide one={one} />}
    </>
  );
}

function Decide({ one }: { one: Row }) {
  const decide = useAction('POST /exclusions/{exclusion}/{decision}');
  const [by] = useDecider();
  const [reason, setReason] = useState('');
  const run = (decision: 'approve' | 'reject' | 'end') => void decide.run({ params: { exclusion: one.id, decision }, body: { by, reason } });
  const nobody = by === '' ? 'Choose who decides.' : undefined;
  const unsaid = nobody ?? (reason.trim() === '' ? 'Say why.' : undefined);
  return (
    <Section title={one.status === 'requested' ? 'Decide' : 'End it'} strong>
      <div className="form">
        <label className="field">
          <span>Why</span>
          <textarea value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={4000} />
        </label>
        <PersonPick />
        {decide.problem !== null && <ProblemNote problem={decide.problem} />}
        <div className="acts">
          {one.status === 'requested' ? (
            <>
              <Button main onClick={() => run('approve')} disabledReason={nobody}>
                Approve it
              </Button>
              <Button onClick={() => run('reject')} disabledReason={unsaid}>
                Reject it
              </Button>
            </>
          ) : (
            <Button main onClick={() => run('end')} disabledReason={unsaid}>
              End it now
            </Button>
          )}
        </div>
      </div>
    </Section>
  );
}

/** Items are named one in a line: an exclusion of everything is refused. */
function Ask({ onDone }: { onDone: () => void }) {
  const request = useAction('POST /exclusions');
  const { view, horizon } = useJudged();
  const [check] = useWord('check');
  const [item] = useWord('item');
  const [by] = useDecider();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const items = written(form, 'items')
      .split('\n')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    const done = await request.run({
      body: { check: written(form, 'check'), items, reason: written(form, 'reason'), until: written(form, 'until'), by },
    });
    if (done !== undefined) onDone();
  };
  return (
    <Section title="Ask for an exclusion" strong>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Field name="check" label="Check" value={check ?? ''} hint="Its id, as change/ticket-reference." />
        <Field
          name="items"
          label="Items"
          kind="long"
          value={item ?? ''}
          hint="One in a line, as reports name them. All items of a check cannot be excluded."
        />
        <Field name="reason" label="Why it is accepted" kind="long" hint="An auditor reads it: the risk, and what keeps it small until then." />
        <Field name="until" label="Last day on which it counts" kind="day" minimum={dayAt(horizon, view.period.zone)} hint="Within a year." />
        <PersonPick />
        {request.problem !== null && <ProblemNote problem={request.problem} />}
        <div className="acts">
          <Button type="submit" main disabledReason={request.pending ? 'It is being sealed.' : by === '' ? 'Choose who asks.' : undefined}>
            Ask for it
          </Button>
          <Button onClick={onDone}>Leave it</Button>
        </div>
      </form>
    </Section>
  );
}
