import { createContext, type MouseEvent, type ReactNode, useContext, useMemo } from 'react';

/** Moves the page without loading it again. The router gives it; without one, links are plain links. */
export type Navigate = (href: string) => void;

interface Way {
  readonly navigate: Navigate;
  /** What a link's address is in full, so that it leads to the same in a tab of its own. */
  readonly address: (href: string) => string;
}

const NavigateContext = createContext<Way | undefined>(undefined);

export function NavigateProvider({ navigate, address, children }: Way & { children: ReactNode }) {
  const way = useMemo(() => ({ navigate, address }), [navigate, address]);
  return <NavigateContext value={way}>{children}</NavigateContext>;
}

export function useNavigateTo(): Navigate {
  return useContext(NavigateContext)?.navigate ?? ((href) => window.location.assign(href));
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
  /** False inside something that is one stop for the Tab key and has its own arrows. */
  inTabOrder?: boolean;
}

/** A link inside the product: a real one, so that it opens in a new tab and shows its address. */
export function Go({ href, children, className, title, current, label, download, inTabOrder = true }: GoProps) {
  const way = useContext(NavigateContext);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const handled = way !== undefined && plain && !event.defaultPrevented && download === undefined && href.startsWith('/') && !href.startsWith('//');
    if (!handled) return;
    event.preventDefault();
    way.navigate(href);
  };
  return (
    <a
      href={way?.address(href) ?? href}
      className={className}
      title={title}
      aria-current={current}
      aria-label={label}
      download={download}
      tabIndex={inTabOrder ? undefined : -1}
      onClick={follow}
    >
      {children}
    </a>
  );
}
