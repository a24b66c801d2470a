import { useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAddress } from '../api.ts';
import { Field } from '../judged/field.tsx';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import { addDays } from '../ui/times.ts';

type Answer = AnswerOf<'GET /audits'>;
type Audit = Answer['rows'][number];
type Draft = Answer['drafts'][number];

/** Documents of an examination, drafted from what was sealed: for people to settle, complete and sign. */
export function Drafts({ audit, drafts }: { audit: Audit; drafts: Answer['drafts'] }) {
  const own = drafts.filter((one) => one.types.includes(audit.type));
  return (
    <Section title="Drafts" note={<span className="mono">{audit.id}</span>} strong id="drafts">
      <p className="s2 pad">
        Drafted from the newest sealed assessment. Each says what a person must still settle, and what only you can write. Management answers for what
        it says.
      </p>
      <ul className="drafts">
        {own.map((one) => (
          <li key={one.draft}>{one.needsDay ? <Letter audit={audit} draft={one} /> : <One audit={audit} draft={one} />}</li>
        ))}
      </ul>
      <p className="n sm more">Each is set anew from the facts when it is asked for, which takes some seconds.</p>
    </Section>
  );
}

function One({ audit, draft, to }: { audit: Audit; draft: Draft; to?: string }) {
  const call = { params: { audit: audit.id, draft: draft.draft } };
  const pdf = useAddress('GET /audits/{audit}/drafts/{draft}', { ...call, query: { format: 'pdf' as const, ...(to !== undefined && { to }) } });
  const md = useAddress('GET /audits/{audit}/drafts/{draft}', { ...call, query: { format: 'md' as const, ...(to !== undefined && { to }) } });
  const reason = audit.newest === null ? 'Assess the audit first: drafts are written from what was sealed.' : undefined;
  return (
    <>
      <span>
        <b>{draft.draft.replaceAll('-', ' ')}</b>
        <span className="n">{draft.says}</span>
      </span>
      <span className="acts">
        <Button href={pdf} download={`${audit.id}-${draft.draft}.pdf`} disabledReason={reason} label={`${draft.draft}, PDF`}>
          PDF
        </Button>
        <Button href={md} download={`${audit.id}-${draft.draft}.md`} disabledReason={reason} label={`${draft.draft}, Markdown`}>
          Markdown
        </Button>
      </span>
    </>
  );
}

/** A bridge letter speaks of the days since the period ended, up to one that is named. */
function Letter({ audit, draft }: { audit: Audit; draft: Draft }) {
  const [to, setTo] = useState(addDays(audit.last, 31));
  return (
    <>
      <One audit={audit} draft={draft} to={to} />
      <span onChange={(event) => setTo((event.target as HTMLInputElement).value)}>
        <Field name="to" label="Up to and with" kind="day" value={to} minimum={addDays(audit.last, 1)} />
      </span>
    </>
  );
}
