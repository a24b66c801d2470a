import type { Permission } from '../../contract/endpoint.ts';

/** Who asks. On a machine of one's own there is one person, who owns the installation. */
export interface Actor {
  readonly kind: 'owner';
}

const grants: Readonly<Record<Actor['kind'], ReadonlySet<Permission>>> = {
  owner: new Set(['enter', 'read', 'operate', 'decide', 'audit']),
};

export function allowed(actor: Actor, permission: Permission): boolean {
  return grants[actor.kind].has(permission);
}
