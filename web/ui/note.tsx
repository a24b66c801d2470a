import type { ReactNode } from 'react';

const edges = { fail: 'note f', unknown: 'note u', plain: 'note' } as const;

/** A remark with an edge: red for a failure, ochre for what was not seen, else plain. `lead` is its first sentence. */
export function Note({ edge = 'plain', lead, children }: { edge?: keyof typeof edges; lead?: ReactNode; children?: ReactNode }) {
  return (
    <p className={`${edges[edge]} sm`}>
      {lead !== undefined && <b>{lead} </b>}
      {children}
    </p>
  );
}
