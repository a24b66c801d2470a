import { WaitingWords } from './waiting-line.tsx';

/** In place of a page whose first answer is on its way. */
export function WaitingPage() {
  return (
    <div className="waiting-page" aria-busy="true">
      <WaitingWords />
    </div>
  );
}
