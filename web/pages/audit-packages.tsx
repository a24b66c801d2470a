import { type FormEvent, useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAction, useAddress, useAnswer } from '../api.ts';
import { Field, written } from '../judged/field.tsx';
import { WorkProgress } from '../judged/work-progress.tsx';
import { Button } from '../ui/button.tsx';
import { Copyable } from '../ui/copy.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Moment } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { Outcome } from '../ui/state-mark.tsx';

type Audit = AnswerOf<'GET /audits'>['rows'][number];
type Package = AnswerOf<'GET /packages'>['rows'][number];
type Verified = NonNullable<Package['verified']>;

/** What is handed over: everything that an auditor needs to check without this server, and without trust in it. */
export function Packages({ audit }: { audit: Audit }) {
  const { rows, keys } = useAnswer('GET /packages');
  const [work, setWork] = useState<string>();
  return (
    <Section title="Audit packages" note="report, findings, populations, evidence, proofs, and the verifier" id="packages">
      <DataTable
        label="Audit packages"
        rows={rows}
        rowKey={(row) => row.name}
        columns={[
          {
            key: 'name',
            head: 'Package',
            cell: (row) => (
              <>
                <span className="mono">{row.name}</span>
                <span className="n"> {row.folder}</span>
              </>
            ),
          },
          { key: 'written', head: 'Written', width: 132, nowrap: true, cell: (row) => <Moment at={row.written} /> },
          {
            key: 'size',
            head: 'Size',
            width: 120,
            align: 'right',
            nowrap: true,
            cell: (row) => `${row.files} files, ${(row.bytes / 1e6).toFixed(1)} MB`,
          },
          { key: 'checkpoint', head: 'Checkpoint', width: 92, align: 'right', cell: (row) => row.checkpoint.toLocaleString('en-US') },
          { key: 'verified', head: 'Verified', width: 200, cell: (row) => <VerifiedCell verified={row.verified} /> },
          { key: 'acts', head: <span className="vh">Acts</span>, label: 'Acts', width: 170, cell: (row) => <Acts row={row} onWork={setWork} /> },
        ]}
        empty={
          <Empty
            says="No package was written here."
            from="It is written into the data directory, and verified as an auditor would, before it is offered."
          />
        }
      />
      <Make audit={audit} rows={rows} onWork={setWork} />
      {work !== undefined && <WorkProgress work={work}>{(result) => <Made result={result} />}</WorkProgress>}
      <p className="s2 pad">Give the auditor the key by another way than the package:</p>
      {keys.map((key) => (
        <Copyable key={key} text={key} of="the key">
          <span className="mono sm">{key}</span>
        </Copyable>
      ))}
    </Section>
  );
}

function VerifiedCell({ verified }: { verified: Package['verified'] }) {
  if (verified === null) return <Outcome state="unknown">not yet, by nobody here</Outcome>;
  return (
    <span title={verified.sentence}>
      <Outcome state={verified.verdict === 'verified' ? 'pass' : verified.verdict === 'unpinned' ? 'unknown' : 'fail'}>
        {verdictWords[verified.verdict]}
      </Outcome>
    </span>
  );
}

const verdictWords: Readonly<Record<Verified['verdict'], string>> = {
  verified: 'everything holds',
  unpinned: 'holds; signer not pinned',
  broken: 'something does not hold',
  unreadable: 'cannot be read',
};

function Acts({ row, onWork }: { row: Package; onWork: (work: string | undefined) => void }) {
  const verify = useAction('POST /packages/{package}/verify');
  const archive = useAddress('GET /packages/{package}/archive', { params: { package: row.name } });
  return (
    <span className="acts">
      <Button href={archive} download={`${row.name}.tar.gz`} label={`Download ${row.name}`}>
        .tar.gz
      </Button>
      <Button onClick={() => void verify.run({ params: { package: row.name } }).then((work) => onWork(work?.id))} label={`Verify ${row.name}`}>
        Verify
      </Button>
    </span>
  );
}

function Make({ audit, rows, onWork }: { audit: Audit; rows: readonly Package[]; onWork: (work: string | undefined) => void }) {
  const make = useAction('POST /packages');
  const taken = rows.some((one) => one.name === audit.id);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = written(form, 'name');
    const checkpoint = form.get('newest') === 'on' ? ('newest' as const) : ('first' as const);
    const work = await make.run({ body: { audit: audit.id, checkpoint, replace: form.get('replace') === 'on', ...(name !== '' && { name }) } });
    onWork(work?.id);
  };
  const reason =
    audit.newest === null ? 'Assess the audit first: a package holds what was sealed.' : make.pending ? 'It is being started.' : undefined;
  return (
    <form className="form make" onSubmit={(event) => void submit(event)}>
      <Field name="name" label={`A package of ${audit.id}, named`} value={taken ? `${audit.id}-2` : audit.id} required={false} />
      <label className="tick">
        <input type="checkbox" name="newest" /> With what was decided since it was assessed
      </label>
      <label className="tick">
        <input type="checkbox" name="replace" /> Replace a package of this name
      </label>
      {make.problem !== null && <ProblemNote problem={make.problem} />}
      <div className="acts">
        <Button type="submit" disabledReason={reason}>
          Write the package
        </Button>
      </div>
    </form>
  );
}

/** Of a package that was written, or of one that was verified again. */
function Made({ result }: { result: unknown }) {
  const told = result as { readonly name?: string; readonly files?: number; readonly verified?: Verified } & Partial<Verified>;
  const verified = told.verified ?? (told as Verified);
  const lead = verified.verdict === 'verified' ? 'Verified.' : 'It does not verify.';
  return (
    <Note
      edge={verified.verdict === 'verified' ? 'plain' : 'fail'}
      lead={told.name === undefined ? lead : `Written: ${told.files ?? 0} files. ${lead}`}
    >
      {verified.sentence}
    </Note>
  );
}
