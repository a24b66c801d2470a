import { type FormEvent, useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAction, useAnswer } from '../api.ts';
import { counted } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { CalledField } from './connect-called.tsx';
import { Field } from './connect-fields.tsx';
import { Permissions } from './connect-permissions.tsx';
import { ProbeAndKeep } from './connect-probe.tsx';

type Drafted = AnswerOf<'POST /program-drafts'>;

const NOTHING = { folder: '', title: '', zone: '', since: '' };

/** Policies and records: a folder that holds them, or drafts to begin with. */
export function ConnectProgram() {
  const { connectors, base } = useAnswer('GET /connectors');
  const [wanted, setWanted] = useState(NOTHING);
  const [called, setCalled] = useState('');
  const draft = useAction('POST /program-drafts');
  const probe = useAction('POST /connections/probe');
  const [drafted, setDrafted] = useState<Drafted>();
  const [work, setWork] = useState<string>();
  const [kept, setKept] = useState(false);
  const set = (name: keyof typeof NOTHING) => (value: string) => {
    setDrafted(undefined);
    setWanted((now) => ({ ...now, [name]: value }));
  };
  const test = async (path: string) => {
    setWork(undefined);
    setWork((await probe.run({ body: { connector: 'records', path, ...(called.trim() !== '' && { called: called.trim() }) } }))?.id);
  };
  const show = async (event: FormEvent) => {
    event.preventDefault();
    setDrafted(await draft.run({ body: given(wanted) }));
  };
  const write = async () => {
    const written = await draft.run({ body: { ...given(wanted), write: true } });
    if (written === undefined) return;
    setDrafted(written);
    await test(written.folder);
  };
  return (
    <Columns
      side={
        <>
          <Section title="Permissions" strong>
            <Permissions permissions={connectors.find((one) => one.id === 'records')?.permissions ?? []} />
          </Section>
          <NextSteps />
        </>
      }
    >
      {!kept && (
        <form className="connect-form" onSubmit={(event) => void show(event)}>
          <Field
            label="Folder"
            hint={
              <>
                Of the program, or where drafts are to be written. Relative to <span className="mono">{base}</span>, or whole. Keep it in Git: the
                history says who wrote what, and when.
              </>
            }
            placeholder="program"
            value={wanted.folder}
            onChange={set('folder')}
          />
          <CalledField value={called} onChange={setCalled} placeholder={wanted.title} />
          <details>
            <summary>For drafts: the company’s name, time zone and first day</summary>
            <div>
              <Field label="Company’s name" value={wanted.title} onChange={set('title')} />
              <Field
                label="Time zone"
                hint="In which days begin and end, such as Europe/Vienna; this machine’s when left empty."
                value={wanted.zone}
                onChange={set('zone')}
              />
              <Field label="First day" hint="The first of this month when left empty." type="date" value={wanted.since} onChange={set('since')} />
            </div>
          </details>
          {draft.problem !== null && <ProblemNote problem={draft.problem} />}
          {probe.problem !== null && <ProblemNote problem={probe.problem} />}
          <p className="connect-acts">
            <Button main type="submit" disabledReason={draft.pending ? 'The drafts are being made.' : undefined}>
              Show the drafts
            </Button>
            <Button
              onClick={() => void test(wanted.folder.trim() || 'program')}
              disabledReason={probe.pending ? 'The test is being started.' : undefined}
            >
              Use what is there
            </Button>
          </p>
        </form>
      )}
      {drafted !== undefined && !kept && <Drafts drafted={drafted} onWrite={() => void write()} pending={draft.pending} />}
      {work !== undefined && <ProbeAndKeep key={work} work={work} done={() => setKept(true)} />}
    </Columns>
  );
}

function given({ folder, title, zone, since }: typeof NOTHING) {
  const part = (name: string, value: string) => (value.trim() === '' ? {} : { [name]: value.trim() });
  return { ...part('folder', folder), ...part('title', title), ...part('zone', zone), ...part('since', since) };
}

const stateWords = { new: 'new', same: 'there already', other: 'another text stands there' } as const;

function Drafts({ drafted, onWrite, pending }: { drafted: Drafted; onWrite: () => void; pending: boolean }) {
  const { files, folder, written, title, zone, since } = drafted;
  const others = files.filter(({ state }) => state === 'other').length;
  const fresh = files.filter(({ state }) => state === 'new').length;
  if (written.length > 0)
    return (
      <Note lead={`${counted(written.length, 'file')} written.`}>
        Nothing in them is adopted yet. They stand in <span className="mono">{folder}</span>.
      </Note>
    );
  const why =
    others > 0
      ? `${counted(others, 'file')} there hold another text, and nothing is overwritten. Use what is there, or choose another folder.`
      : undefined;
  return (
    <Section
      title={`${counted(fresh, 'file')} would be written to ${folder}`}
      note={`${title}, ${zone}, from ${since} on; nothing is adopted yet`}
      strong
    >
      <div className="connect-files">
        {files.map(({ path, text, state }) => (
          <details key={path}>
            <summary>
              <span className="mono">{path}</span>
              <span className="n">{stateWords[state]}</span>
            </summary>
            <pre>{text}</pre>
          </details>
        ))}
      </div>
      <p className="connect-acts connect-keep">
        <Button
          main
          onClick={onWrite}
          disabledReason={
            why ?? (fresh === 0 ? 'All of it stands there already. Use what is there.' : pending ? 'They are being written.' : undefined)
          }
        >
          Write the drafts
        </Button>
      </p>
    </Section>
  );
}

function NextSteps() {
  return (
    <Section title="After that" strong>
      <ol className="connect-steps sm">
        <li>Read policies/*.md. Change the numbers in the front matter to what you will keep, and the text with them.</li>
        <li>Have somebody other than the author approve each: approved-by, approved-on, reviewed-on, effective, and status: adopted.</li>
        <li>Fill in records/scope.yaml and records/people.yaml.</li>
        <li>Keep it in Git, so that the history says who wrote what, and when:</li>
      </ol>
      <CodeBlock of="the commands" text={'git init\ngit add .\ngit commit -m "The program, as drafted"'} />
    </Section>
  );
}
