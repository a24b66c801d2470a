import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ApiError } from '../../src/client/call.ts';
import { useConnection } from '../api-connection.ts';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemNote } from '../ui/problem.tsx';

/** In place of a page that could not be read: what the server said, and a way to ask again. It asks by itself once a lost server is back. */
export function ProblemPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { reset: forget } = useQueryErrorResetBoundary();
  const { lostSince } = useConnection();
  const problem = error instanceof ApiError ? error.problem : null;
  const again = (): void => {
    forget();
    reset();
    void router.invalidate();
  };
  const back = problem?.status === 0 && lostSince === null;
  useEffect(() => {
    if (back) again();
  });
  return (
    <>
      <PageHead title={problem === null ? 'This page could not be drawn.' : titleOf(problem.status)} />
      <ProblemNote
        problem={
          problem ?? { code: 'page/broken', detail: 'This is a fault of the page, not of what it shows. The console of the browser says more.' }
        }
        onRetry={again}
      />
    </>
  );
}

function titleOf(status: number): string {
  if (status === 0) return 'Tickmark does not answer.';
  if (status === 404) return 'This is not there.';
  return status >= 500 ? 'Tickmark could not answer.' : 'This could not be asked.';
}
