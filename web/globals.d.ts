import 'react';

declare global {
  /** Keys of the endpoints that answer for a period and an instant; vite.config.ts takes them from the contract. */
  const JUDGED_ENDPOINTS: readonly string[];
}

declare module 'react' {
  /** Properties of our own, which style sheets read. */
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
