import { Button } from './button.tsx';

export interface ProblemNoteProps {
  /** As the API tells it: one sentence, its code, and the id of the request. */
  problem: {
    readonly detail: string;
    readonly code: string;
    readonly request?: string | undefined;
    readonly errors?: readonly { readonly at: string; readonly expected: string }[];
  };
  /** Asks again. Left out where asking again changes nothing. */
  onRetry?: () => void;
}

/** What the server, or the way to it, said instead of an answer. It stays until the answer is there. */
export function ProblemNote({ problem, onRetry }: ProblemNoteProps) {
  return (
    <div className="prob" role="alert">
      <p>{problem.detail}</p>
      {problem.errors !== undefined && problem.errors.length > 0 && (
        <ul className="sm s2">
          {problem.errors.map((error) => (
            <li key={error.at}>
              <span className="mono">{error.at}</span>: {error.expected}
            </li>
          ))}
        </ul>
      )}
      <div className="row-acts">
        {onRetry !== undefined && <Button onClick={onRetry}>Ask again</Button>}
        <span className="mono">{problem.code}</span>
        {problem.request !== undefined && (
          <span>
            request <span className="mono">{problem.request}</span>
          </span>
        )}
      </div>
    </div>
  );
}
