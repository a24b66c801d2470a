import { useEffect, useState } from 'react';

/** How long nothing is said, in milliseconds: most answers are there before. */
const PATIENCE = 300;

export interface WaitingProps {
  /** The request that is waited for: `GET /api/v1/controls`. */
  request: string;
  /** How far it is, in words: "4,200 of 18,000 items judged". */
  progress?: string | undefined;
}

/** Says, after 300 ms, which request is waited for. Before that, and instead of old figures, nothing. */
export function Waiting({ request, progress }: WaitingProps) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="wait" role="status">
      {late && (
        <>
          Waiting for <span className="req">{request}</span>
          {progress !== undefined && <span>. {progress}</span>}
        </>
      )}
    </div>
  );
}
