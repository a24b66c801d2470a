import type { PretendGithub } from '../demo/github/server.ts';
import type { GithubWorld } from '../demo/github/world.ts';

/** Asks for one page. @returns its rows, and the address of the next page */
export type AskPage = (url: string) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>;

type Row = Readonly<Record<string, unknown>>;

/** A token that may read, at a pretend GitHub. */
export function pagesWith(token: string): AskPage {
  const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${token}`, 'user-agent': 'bench' };
  return async (url) => {
    const answer = await fetch(url, { headers });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
    const json = (await answer.json()) as unknown;
    const rows = Array.isArray(json) ? json : (Object.values(json as object).find((one) => Array.isArray(one)) ?? [json]);
    const next = /<([^>]+)>;\s*rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? null;
    return { rows, next };
  };
}

/**
 * What a plan without GraphQL costs at its best: closed pull requests of each repository, 100 a page, and of each that was merged its reviews, its commits,
 * the checks of its head and its timeline, 100 a page. @returns pull requests that were merged
 */
export async function naivePlan({ url }: PretendGithub, { organization, repositories }: GithubWorld, ask: AskPage): Promise<number> {
  let merged = 0;
  for (const { place } of repositories) {
    const { owner, name } = place.at(-1)?.value ?? { owner: organization.login, name: '' };
    if (owner !== organization.login) continue;
    const root = `${url}/repos/${organization.login}/${name}`;
    for (const pull of await whole(ask, `${root}/pulls?state=closed&per_page=100`)) {
      if (pull['merged_at'] === null) continue;
      merged++;
      const number = String(pull['number']);
      const { sha } = pull['head'] as { readonly sha: string };
      const lists = [`pulls/${number}/reviews`, `pulls/${number}/commits`, `commits/${sha}/check-runs`, `issues/${number}/timeline`];
      for (const list of lists) await whole(ask, `${root}/${list}?per_page=100`);
    }
  }
  return merged;
}

async function whole(ask: AskPage, first: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let url: string | null = first; url !== null; ) {
    const page: Awaited<ReturnType<AskPage>> = await ask(url);
    rows.push(...page.rows);
    url = page.next;
  }
  return rows;
}
