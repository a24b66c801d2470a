import { type FormEvent, useState } from 'react';
import { useAction, useAddress, useWord } from '../api.ts';
import { Field, written } from '../judged/field.tsx';
import { counted } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Day, Moment } from '../ui/moment.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import { ActingAs, useEngaged, Who } from './engagement-actor.tsx';
import { type Engagement, engagementPath, type RequestLine, whyNot } from './engagement-rules.ts';

type State = RequestLine['state'];

const stateWords: Readonly<Record<State, string>> = {
  open: 'Open',
  provided: 'Provided',
  returned: 'Sent back',
  accepted: 'Accepted',
  withdrawn: 'Withdrawn',
};

/** What the auditor asks to see, and what became of it. */
export function Requests({ engagement }: { engagement: Engagement }) {
  const [picked] = useWord('request');
  const { id, requests } = engagement;
  const selected = requests.find((one) => one.request === picked) ?? requests[0];
  const waiting = requests.filter((one) => one.state === 'open' || one.state === 'returned').length;
  const csv = useAddress('GET /engagements/{engagement}/workpapers/{file}', { params: { engagement: id, file: 'requests.csv' }, query: {} });
  return (
    <Columns
      side={
        <>
          <ActingAs engagement={engagement} />
          {selected !== undefined && <One key={selected.request} engagement={engagement} one={selected} />}
          <Ask engagement={engagement} />
        </>
      }
    >
      <Section
        title={`${counted(requests.length, 'request')}, ${waiting === 0 ? 'none' : waiting} waiting for the company`}
        action={
          <Button href={csv} download={`${id}-requests.csv`}>
            CSV
          </Button>
        }
        strong
      >
        <DataTable
          label="Requests"
          rows={requests}
          rowKey={(row) => row.request}
          rowHref={(row) => engagementPath(id, { part: 'requests', request: row.request })}
          selected={selected?.request}
          columns={[
            { key: 'request', head: 'Request', width: 84, nowrap: true, cell: (row) => <span className="mono">{row.request}</span> },
            { key: 'title', head: 'What is asked for', cell: (row) => <Untrusted text={row.title} /> },
            {
              key: 'control',
              head: 'Control',
              width: 150,
              cell: (row) => (row.control === null ? <span className="n">–</span> : <span className="mono">{row.control}</span>),
            },
            {
              key: 'due',
              head: 'By',
              width: 104,
              nowrap: true,
              cell: (row) => (row.due === null ? <span className="n">–</span> : <Day day={row.due} />),
            },
            {
              key: 'state',
              head: 'Stands',
              width: 92,
              nowrap: true,
              cell: (row) => (
                <span className={row.state === 'open' || row.state === 'returned' ? 'unknown' : undefined}>{stateWords[row.state]}</span>
              ),
            },
            { key: 'said', head: 'Said', width: 56, align: 'right', wideOnly: true, cell: (row) => row.history.length },
          ]}
          empty={
            <Empty
              says="Nothing was asked for yet."
              from="An auditor asks; the company provides with where it stands; the auditor accepts it or sends it back with what is missing."
            />
          }
        />
      </Section>
    </Columns>
  );
}

function One({ engagement, one }: { engagement: Engagement; one: RequestLine }) {
  return (
    <Section title={<span className="mono">{one.request}</span>} note={stateWords[one.state]}>
      <ul className="said">
        <li>
          <b>
            <Untrusted text={one.title} />
          </b>
          <span className="n">
            {' '}
            asked by <Who engagement={engagement} id={one.by} />, <Moment at={one.at} />
          </span>
        </li>
        {one.history.map((said) => (
          <li key={`${said.at} ${said.by} ${said.state} ${said.comment}`}>
            <b>{said.state === null ? 'Said' : stateWords[said.state]}</b>{' '}
            <span className="n">
              by <Who engagement={engagement} id={said.by} />, <Moment at={said.at} />
            </span>
            {said.comment !== '' && (
              <div>
                <Untrusted text={said.comment} />
              </div>
            )}
            {said.evidence.map((place) => (
              <div key={place}>
                <Untrusted text={place} mono />
              </div>
            ))}
          </li>
        ))}
      </ul>
      <Answer engagement={engagement} one={one} />
    </Section>
  );
}

interface Act {
  readonly to: State;
  readonly words: string;
  readonly whose: 'auditor' | 'company';
  readonly needs?: string;
}

/** From which state a request may come into which, and whose word that is. */
const acts: Readonly<Record<State, readonly Act[]>> = {
  open: [
    { to: 'provided', words: 'Provide it', whose: 'company', needs: 'Name the evidence, or say where it stands.' },
    { to: 'withdrawn', words: 'Withdraw it', whose: 'auditor' },
  ],
  returned: [
    { to: 'provided', words: 'Provide it', whose: 'company', needs: 'Name the evidence, or say where it stands.' },
    { to: 'withdrawn', words: 'Withdraw it', whose: 'auditor' },
  ],
  provided: [
    { to: 'accepted', words: 'Accept it', whose: 'auditor' },
    { to: 'returned', words: 'Send it back', whose: 'auditor', needs: 'Say what is missing.' },
    { to: 'withdrawn', words: 'Withdraw it', whose: 'auditor' },
  ],
  accepted: [{ to: 'open', words: 'Open it again', whose: 'auditor' }],
  withdrawn: [],
};

function Answer({ engagement, one }: { engagement: Engagement; one: RequestLine }) {
  const move = useAction('POST /engagements/{engagement}/requests/{request}');
  const say = useAction('POST /engagements/{engagement}/requests/{request}/comments');
  const [by] = useEngaged();
  const [comment, setComment] = useState('');
  const [evidence, setEvidence] = useState('');
  const params = { engagement: engagement.id, request: one.request };
  const places = evidence
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const unsaid = comment.trim() === '' && places.length === 0;
  const clear = (done: unknown) => {
    if (done === undefined) return;
    setComment('');
    setEvidence('');
  };
  const pending = move.pending || say.pending;
  const problem = move.problem ?? say.problem;
  return (
    <div className="form">
      <label className="field">
        <span>Comment</span>
        <textarea value={comment} onChange={(event) => setComment(event.currentTarget.value)} maxLength={4000} />
      </label>
      <label className="field">
        <span>Where it stands</span>
        <textarea value={evidence} onChange={(event) => setEvidence(event.currentTarget.value)} />
        <span className="n">One in a line: a file, an address, an entry of the ledger.</span>
      </label>
      {problem !== null && <ProblemNote problem={problem} />}
      <div className="acts">
        {acts[one.state].map(({ to, words, whose, needs }) => (
          <Button
            key={to}
            onClick={() => void move.run({ params, body: { state: to, comment, evidence: places, by } }).then(clear)}
            disabledReason={whyNot(engagement, by, whose, pending) ?? (unsaid ? needs : undefined)}
          >
            {words}
          </Button>
        ))}
        <Button
          onClick={() => void say.run({ params, body: { comment, by } }).then(clear)}
          disabledReason={whyNot(engagement, by, 'either', pending) ?? (comment.trim() === '' ? 'The comment is empty.' : undefined)}
        >
          Only say it
        </Button>
      </div>
    </div>
  );
}

function Ask({ engagement }: { engagement: Engagement }) {
  const ask = useAction('POST /engagements/{engagement}/requests');
  const [by] = useEngaged();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const body = { title: written(data, 'title'), control: written(data, 'control') || null, due: written(data, 'due') || null, by };
    if ((await ask.run({ params: { engagement: engagement.id }, body })) !== undefined) form.reset();
  };
  return (
    <Section title="Ask for something" note="an auditor does this">
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Field name="title" label="What is asked for" kind="long" />
        <label className="field">
          <span>Control that it is about</span>
          <select name="control" defaultValue="">
            <option value="">none in particular</option>
            {engagement.controls.map((one) => (
              <option key={one.control} value={one.control}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        <Field name="due" label="By" kind="day" required={false} />
        {ask.problem !== null && <ProblemNote problem={ask.problem} />}
        <div className="acts">
          <Button type="submit" disabledReason={whyNot(engagement, by, 'auditor', ask.pending)}>
            Ask for it
          </Button>
        </div>
      </form>
    </Section>
  );
}
