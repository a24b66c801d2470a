import type { ReactNode } from 'react';
import { useAction, useAnswerIfAny } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { countText } from '../ui/times.ts';

/** A long job: what it does at the moment, a way to stop it, and in the end what it made or why it failed. */
export function WorkProgress({ work, children }: { work: string; children?: (result: unknown) => ReactNode }) {
  const { answer } = useAnswerIfAny('GET /work/{work}', { params: { work } });
  const cancel = useAction('POST /work/{work}/cancel');
  if (answer === undefined) return null;
  if (answer.state === 'done') return children?.(answer.result) ?? null;
  if (answer.endedAt !== null)
    return (
      <Note edge="fail" lead={answer.state === 'cancelled' ? 'Stopped.' : 'It did not work.'}>
        {answer.sentence}
      </Note>
    );
  const count = answer.done === null ? '' : ` · ${countText(answer.done)}${answer.of === null ? '' : ` of ${countText(answer.of)}`}`;
  return (
    <p className="note sm" role="status">
      <b>{answer.title}.</b> {answer.sentence}
      {count}{' '}
      <Button onClick={() => void cancel.run({ params: { work } })} disabledReason={cancel.pending ? 'It is being stopped.' : undefined}>
        Stop
      </Button>
    </p>
  );
}
