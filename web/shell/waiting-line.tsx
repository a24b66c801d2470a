import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useConnection } from '../api-connection.ts';
import { Waiting } from '../ui/waiting.tsx';

/** Which request an answer is waited for, after a moment; over the page, so that nothing moves. */
export function WaitingLine() {
  return (
    <div className="waiting-line">
      <WaitingWords />
    </div>
  );
}

export function WaitingWords() {
  const busy = useIsFetching() > 0;
  const cache = useQueryClient().getQueryCache();
  const { making } = useConnection();
  if (!busy) return null;
  const waited = cache.findAll({ fetchStatus: 'fetching' })[0];
  return <Waiting request={String(waited?.queryKey[0] ?? '')} progress={making ?? undefined} />;
}
