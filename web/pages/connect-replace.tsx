import { type FormEvent, useRef, useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAction } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { KeyFileField, SecretField } from './connect-fields.tsx';
import { Permissions } from './connect-permissions.tsx';
import { ProbeAndKeep } from './connect-probe.tsx';

/** A new token, or a new private key, for a connection that is there. */
export function ReplaceSecret({ detail }: { detail: AnswerOf<'GET /connections/{connection}'> }) {
  const probe = useAction('POST /connections/{connection}/secret');
  const field = useRef<HTMLInputElement>(null);
  const [work, setWork] = useState<string>();
  const isKey = detail.secret?.name === 'key';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = field.current;
    const secret = (isKey ? await input?.files?.[0]?.text() : input?.value) ?? '';
    if (input !== null) input.value = '';
    setWork((await probe.run({ params: { connection: detail.id }, body: { secret } }))?.id);
  };
  return (
    <Columns
      side={
        <Section title="What it may do" note="only ever read" strong>
          <Permissions permissions={detail.permissions} />
        </Section>
      }
    >
      <form className="connect-form" onSubmit={(event) => void submit(event)}>
        {isKey ? <KeyFileField label="Private key" field={field} /> : <SecretField label="Token" field={field} />}
        {probe.problem !== null && <ProblemNote problem={probe.problem} />}
        <p className="connect-acts">
          <Button main type="submit" disabledReason={probe.pending ? 'The test is being started.' : undefined}>
            Test the new secret
          </Button>
        </p>
      </form>
      {work !== undefined && <ProbeAndKeep key={work} work={work} done={() => {}} />}
    </Columns>
  );
}
