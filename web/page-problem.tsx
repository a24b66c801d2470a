import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { ApiError } from '../src/client/call.ts';
import { useAnswerIfAny, useViewParams } from './api.ts';
import { ProblemPage } from './shell/problem-page.tsx';
import { WaitingPage } from './shell/waiting-page.tsx';

const Welcome = lazy(() => import('./pages/welcome.tsx'));

/** In place of a page that could not be read. Where nobody has looked yet, that is no problem: it is the beginning. */
export function PageProblem(props: ErrorComponentProps) {
  const { asKnownAt } = useViewParams();
  const { error } = props;
  const isBeginning = error instanceof ApiError && error.problem.code === 'view/nothing-known' && asKnownAt === undefined;
  return isBeginning ? <Beginning reset={props.reset} /> : <ProblemPage {...props} />;
}

/** The page itself comes as soon as somebody has looked. */
function Beginning({ reset }: Pick<ErrorComponentProps, 'reset'>) {
  const router = useRouter();
  const { reset: forget } = useQueryErrorResetBoundary();
  const { answer } = useAnswerIfAny('GET /installation');
  const looked = answer !== undefined && answer.looks > 0;
  useEffect(() => {
    if (!looked) return;
    forget();
    reset();
    void router.invalidate();
  }, [looked, forget, reset, router]);
  return (
    <Suspense fallback={<WaitingPage />}>
      <Welcome />
    </Suspense>
  );
}
