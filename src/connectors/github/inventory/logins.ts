import { VendorError } from '../../../kernel/refusal.ts';
import type { GitHubApi } from '../api.ts';
import { askCollaborators } from './accounts.ts';
import { askMembers } from './members-answer.ts';
import { once } from './once.ts';

/** Node ids of the members and collaborators, by login in small letters; empty where they are not shown. */
export function accountsByLogin(api: GitHubApi): Promise<ReadonlyMap<string, string>> {
  return once(api, 'accounts by login', async () => {
    const members = await orNone(askMembers(api).then((one) => one.members));
    const collaborators = await orNone(askCollaborators(api));
    return new Map([
      ...collaborators.map((one): [string, string] => [one.login.toLowerCase(), one.node_id]),
      ...members.map((one): [string, string] => [one.login.toLowerCase(), one.id]),
    ]);
  });
}

async function orNone<T>(asked: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof VendorError) return [];
    throw error;
  }
}
