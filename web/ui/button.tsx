import { Button as MantineButton } from '@mantine/core';
import { lazy, type ReactNode, Suspense, type SyntheticEvent, useId, useState } from 'react';
import { Go } from './go.tsx';

export interface ButtonProps {
  children: ReactNode;
  onClick?: () => void;
  /** Where it leads; then it is a link that looks like a button. */
  href?: string;
  download?: string;
  /** The one act the page is for. */
  main?: boolean;
  /** Pressed, among several of which one or more hold. */
  pressed?: boolean | undefined;
  /** Why it cannot be used now, in a sentence. It stays in reach of the keyboard, so that the reason can be read. */
  disabledReason?: string | undefined;
  type?: 'button' | 'submit';
  /** Read instead of the content. */
  label?: string | undefined;
  title?: string;
}

/** Its content stands in the button itself, with the button's gap between a mark and its words. */
const parts = { inner: 'bare', label: 'bare' };

/** Fetched once something is refused: what places it weighs more than the rest of the kit. */
const Tip = lazy(() => fetchTip().then(({ Tip }) => ({ default: Tip })));

export function fetchTip(): Promise<typeof import('./tip.tsx')> {
  return import('./tip.tsx');
}

/** A verb and its object. One that cannot be used has a dashed border and says why. */
export function Button({ children, onClick, href, download, main = false, pressed, disabledReason, type = 'button', label, title }: ButtonProps) {
  const className = `btn${main ? ' main' : ''}${pressed ? ' on' : ''}`;
  if (disabledReason !== undefined) {
    return (
      <Refused reason={disabledReason} label={label}>
        {children}
      </Refused>
    );
  }
  if (href !== undefined) {
    return (
      <MantineButton
        className={className}
        classNames={parts}
        renderRoot={(root: { className: string; children: ReactNode }) => (
          <Go className={root.className} href={href} label={label} title={title} download={download}>
            {root.children}
          </Go>
        )}
      >
        {children}
      </MantineButton>
    );
  }
  return (
    <MantineButton type={type} className={className} classNames={parts} aria-pressed={pressed} aria-label={label} title={title} onClick={onClick}>
      {children}
    </MantineButton>
  );
}

/** Not disabled for the browser, which would take it from the keyboard and its reason with it. */
function Refused({ reason, label, children }: { reason: string; label: string | undefined; children: ReactNode }) {
  const id = useId();
  const [shownAt, showAt] = useState<HTMLElement | null>(null);
  const show = (event: SyntheticEvent<HTMLElement>) => showAt(event.currentTarget);
  const hide = () => showAt(null);
  return (
    <>
      <MantineButton
        className="btn"
        classNames={parts}
        aria-disabled="true"
        aria-describedby={id}
        aria-label={label}
        onPointerEnter={show}
        onPointerLeave={hide}
        onFocus={show}
        onBlur={hide}
        onClick={(event) => event.preventDefault()}
        onKeyDown={(event) => event.key === 'Escape' && hide()}
      >
        {children}
      </MantineButton>
      <span className="vh" id={id}>
        {reason}
      </span>
      <Suspense>{shownAt !== null && <Tip target={shownAt}>{reason}</Tip>}</Suspense>
    </>
  );
}
