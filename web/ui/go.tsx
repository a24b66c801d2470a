import { createContext, type MouseEvent, type ReactNode, useContext } from 'react';

/** Moves the page without loading it again. The router gives it; without one, links are plain links. */
export type Navigate = (href: string) => void;

const NavigateContext = createContext<Navigate | undefined>(undefined);

export function NavigateProvider(props: { navigate: Navigate; children: ReactNode }) {
  return <NavigateContext value={props.navigate}>{props.children}</NavigateContext>;
}

export function useNavigateTo(): Navigate {
  return useContext(NavigateContext) ?? ((href) => window.location.assign(href));
}

export interface GoProps {
  href: string;
  children: ReactNode;
  className?: string | undefined;
  title?: string | undefined;
  current?: 'page' | 'true' | undefined;
  /** Read instead of the content, where that is a bare figure. */
  label?: string | undefined;
  /** The name under which what it leads to is saved. */
  download?: string | undefined;
}

/** A link inside the product: a real one, so that it opens in a new tab and shows its address. */
export function Go({ href, children, className, title, current, label, download }: GoProps) {
  const navigate = useContext(NavigateContext);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const handled =
      navigate !== undefined && plain && !event.defaultPrevented && download === undefined && href.startsWith('/') && !href.startsWith('//');
    if (!handled) return;
    event.preventDefault();
    navigate(href);
  };
  return (
    <a href={href} className={className} title={title} aria-current={current} aria-label={label} download={download} onClick={follow}>
      {children}
    </a>
  );
}
