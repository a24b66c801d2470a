import { CopyButton } from './copy.tsx';

/** A command or a raw response, with a button that copies it. `of` says what is copied: `command`. */
export function CodeBlock({ text, of }: { text: string; of: string }) {
  return (
    <div className="code">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard. */}
      <pre tabIndex={0}>{text}</pre>
      <CopyButton text={text} of={of} />
    </div>
  );
}
