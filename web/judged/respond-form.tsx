import type { FormEvent } from 'react';
import { useAction, useViewParams } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { useDecider } from './decider.ts';
import { Field, written } from './field.tsx';
import { PersonPick } from './person-pick.tsx';

/** What management says to one exception. It is sealed, and can be said anew, but not taken back. */
export function RespondForm({ check, item, onDone }: { check: string; item: string; onDone: () => void }) {
  const respond = useAction('POST /responses');
  const { audit } = useViewParams();
  const [by] = useDecider();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = { check, item, by, cause: written(form, 'cause'), response: written(form, 'response') };
    const next = { action: written(form, 'action') || null, due: written(form, 'due') || null };
    const done = await respond.run({ body: { ...said, ...next, ...(audit !== undefined && { audit }) } });
    if (done !== undefined) onDone();
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <Field name="cause" label="Cause" kind="long" hint="Why it happened, and not only what." />
      <Field name="response" label="Response" kind="long" hint="What you make of it: what was done, whether anything came of it." />
      <Field
        name="action"
        label="Action"
        kind="long"
        required={false}
        hint="What will be done so that it does not happen again. Leave it empty where nothing more is to be done."
      />
      <Field name="due" label="By" kind="day" required={false} />
      <PersonPick />
      {respond.problem !== null && <ProblemNote problem={respond.problem} />}
      <div className="acts">
        <Button type="submit" main disabledReason={respond.pending ? 'It is being sealed.' : by === '' ? 'Choose who says it.' : undefined}>
          Seal the response
        </Button>
        <Button onClick={onDone}>Leave it</Button>
      </div>
    </form>
  );
}
