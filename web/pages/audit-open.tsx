import type { FormEvent } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAction } from '../api.ts';
import { useDecider } from '../judged/decider.ts';
import { Field, written } from '../judged/field.tsx';
import { PersonPick } from '../judged/person-pick.tsx';
import { Button } from '../ui/button.tsx';
import { useNavigateTo } from '../ui/go.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';

type Audits = AnswerOf<'GET /audits'>;

/** Begins an engagement: who examines which audit. */
export function OpenEngagement({ audits, chosen, onDone }: { audits: Audits; chosen: string | undefined; onDone: () => void }) {
  const open = useAction('POST /engagements');
  const [by] = useDecider();
  const navigate = useNavigateTo();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const id = written(form, 'id');
    const auditors = written(form, 'auditors')
      .split('\n')
      .flatMap((line) => {
        const [name = '', of = ''] = line.split('=', 2).map((part) => part.trim());
        return name === '' && of === '' ? [] : [{ id: name, name: of }];
      });
    const done = await open.run({ body: { id, audit: written(form, 'audit'), firm: written(form, 'firm'), auditors, by } });
    if (done !== undefined) navigate(`/audit/${encodeURIComponent(id)}`);
  };
  return (
    <Section title="Open an engagement" strong>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <label className="field">
          <span>Audit</span>
          <select name="audit" defaultValue={chosen} required>
            {audits.rows.map((one) => (
              <option key={one.id} value={one.id}>
                {one.id} (Type {one.type})
              </option>
            ))}
          </select>
        </label>
        <Field
          name="id"
          label="Its id"
          hint="Letters, digits and . _ -, such as type-2-2025. It enters the seed of each sample."
          value={`${chosen ?? ''}`}
        />
        <Field name="firm" label="Audit firm" />
        <Field
          name="auditors"
          label="Auditors"
          kind="long"
          hint="One in a line, as ID=NAME: aud-1=Ada Example. They come from outside; none has an id of your people."
        />
        <PersonPick />
        {open.problem !== null && <ProblemNote problem={open.problem} />}
        <div className="acts">
          <Button type="submit" main disabledReason={open.pending ? 'It is being sealed.' : by === '' ? 'Choose who opens it.' : undefined}>
            Open it
          </Button>
          <Button onClick={onDone}>Leave it</Button>
        </div>
      </form>
    </Section>
  );
}
