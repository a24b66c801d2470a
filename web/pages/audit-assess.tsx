import { useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAction } from '../api.ts';
import { WorkProgress } from '../judged/work-progress.tsx';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem.tsx';

type Audit = AnswerOf<'GET /audits'>['rows'][number];

/** Judges the chosen audit as it is known now, and seals what comes out. */
export function AssessNow({ audit }: { audit: Audit }) {
  const assess = useAction('POST /work/assess');
  const [work, setWork] = useState<string>();
  const start = async () => setWork((await assess.run({ body: { audit: audit.id } }))?.id);
  return (
    <div className="assess">
      <p className="s2">{sentenceOf(audit)}</p>
      <Button onClick={() => void start()} disabledReason={reasonOf(audit, assess.pending)}>
        Assess {audit.id} and seal
      </Button>
      {assess.problem !== null && <ProblemNote problem={assess.problem} />}
      {work !== undefined && (
        <WorkProgress work={work}>
          {(result) => <Note lead="Sealed.">{`The assessment is an entry of the ledger, below the checkpoint of ${sizeOf(result)} entries.`}</Note>}
        </WorkProgress>
      )}
    </div>
  );
}

function sizeOf(result: unknown): string {
  return (result as { readonly checkpoint: number }).checkpoint.toLocaleString('en-US');
}

function reasonOf({ stands, first }: Audit, pending: boolean): string | undefined {
  if (stands === 'ahead') return `The audit begins on ${first}: there is nothing to judge yet.`;
  return pending ? 'It is being started.' : undefined;
}

function sentenceOf({ newest, assessments, stands }: Audit): string {
  if (newest === null) return 'Nothing was sealed of this audit yet.';
  const many = assessments === 1 ? 'It was assessed once' : `It was assessed ${assessments} times`;
  const since = newest.looksSince ? '; systems were looked at since, which the newest assessment does not know' : '; nothing was looked at since';
  return `${many}${since}.${stands === 'running' ? ' The period still runs: an engagement freezes populations once it has closed.' : ''}`;
}
