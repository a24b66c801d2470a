import type { ViewRequest } from '../../engine/views/view-request.ts';

/** Parts a query into what is to be judged, and what is asked of it. */
export function ofView<Q extends ViewRequest>({
  audit,
  from,
  until,
  at,
  asKnownAt,
  ...wanted
}: Q): readonly [ViewRequest, Omit<Q, keyof ViewRequest>] {
  return [{ audit, from, until, at, asKnownAt }, wanted];
}
