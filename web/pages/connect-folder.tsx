import { type FormEvent, useState } from 'react';
import { useAction, useAnswer } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { CalledField } from './connect-called.tsx';
import { Field } from './connect-fields.tsx';
import { Permissions } from './connect-permissions.tsx';
import { ProbeAndKeep } from './connect-probe.tsx';

/** A clone of a repository on the machine where Tickmark runs. */
export function ConnectFolder() {
  const { connectors, base } = useAnswer('GET /connectors');
  const [path, setPath] = useState('');
  const [id, setId] = useState('');
  const [called, setCalled] = useState('');
  const probe = useAction('POST /connections/probe');
  const [work, setWork] = useState<string>();
  const [kept, setKept] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWork(undefined);
    const named = { ...(id.trim() !== '' && { id: id.trim() }), ...(called.trim() !== '' && { called: called.trim() }) };
    setWork((await probe.run({ body: { connector: 'git', path: path.trim(), ...named } }))?.id);
  };
  return (
    <Columns
      side={
        <Section title="Permissions" strong>
          <Permissions permissions={connectors.find((one) => one.id === 'git')?.permissions ?? []} />
        </Section>
      }
    >
      {!kept && (
        <form className="connect-form" onSubmit={(event) => void submit(event)}>
          <Field
            label="Folder of the clone"
            hint={
              <>
                With its whole history, on the machine where Tickmark runs. Relative to <span className="mono">{base}</span>, or whole.
              </>
            }
            value={path}
            onChange={setPath}
            required
          />
          <Field
            label="Name of the connection"
            hint="By which the program calls the repository; the folder’s name when left empty."
            value={id}
            onChange={setId}
          />
          <CalledField value={called} onChange={setCalled} placeholder="" />
          {probe.problem !== null && <ProblemNote problem={probe.problem} />}
          <p className="connect-acts">
            <Button main type="submit" disabledReason={probe.pending ? 'The test is being started.' : undefined}>
              Test the connection
            </Button>
            <span className="sm n">It is only read; nothing in it is changed.</span>
          </p>
        </form>
      )}
      {work !== undefined && <ProbeAndKeep key={work} work={work} done={() => setKept(true)} />}
    </Columns>
  );
}
