import { type ReactNode, useEffect, useState } from 'react';

/** Copies a text and says that it did. `of` names it for those who do not see where the button stands: `hash`. */
export function CopyButton({ text, of }: { text: string; of: string }) {
  const [said, say] = useState<'Copy' | 'Copied' | 'Not copied'>('Copy');
  useEffect(() => {
    if (said === 'Copy') return;
    const timer = setTimeout(() => say('Copy'), 2000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () => {
    const done = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    done.then(
      () => say('Copied'),
      () => say('Not copied'),
    );
  };
  return (
    <button type="button" className="copy" onClick={copy}>
      <span aria-live="polite">{said}</span>
      <span className="vh"> {of}</span>
    </button>
  );
}

/** Something a machine said, with a button that copies all of it even where the page shows a part. */
export function Copyable({ text, of, children }: { text: string; of: string; children?: ReactNode }) {
  return (
    <span className="copyable">
      <span className="mono cut" title={text}>
        {children ?? text}
      </span>
      <CopyButton text={text} of={of} />
    </span>
  );
}
