import type { AnswerOf } from '../../src/client/call.ts';

type Permission = AnswerOf<'GET /connectors'>['connectors'][number]['permissions'][number];

/** Each permission in the vendor's words, why, and what is blind without it. */
export function Permissions({ permissions }: { permissions: readonly Permission[] }) {
  return (
    <dl className="connect-may">
      {permissions.map(({ name, why, feeds }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {why} <span className="n">Without it: {feeds.join(', ')}.</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
