import { CodeBlock } from '../ui/code-block.tsx';
import { PageHead } from '../ui/page-head.tsx';

/** For a browser that the server does not know: a link with a one-time key, printed where Tickmark runs, makes it known. */
export function LockedPage() {
  return (
    <>
      <PageHead
        title="This browser has no session here."
        sub="Open the address that Tickmark printed when it was started. It holds a key that can be used once, within ten minutes. For a new one, run this where Tickmark runs:"
      />
      <CodeBlock text="tickmark open" of="command" />
    </>
  );
}
