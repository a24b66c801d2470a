import type { Route } from './reply.ts';

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export type Router = (method: string, path: string) => Match | null;

/** Finds the row whose path fits: `{name}` stands for one part, `{basehead}`, `{branch}` and `{ref}` also for several. Earlier rows win. */
export function makeRouter(routes: readonly Route[]): Router {
  const patterns = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  return (method, path) => {
    for (const { route, pattern } of patterns) {
      const found = route.method === method ? pattern.exec(path) : null;
      if (found !== null) return { route, params: decoded(found.groups ?? {}) };
    }
    return null;
  };
}

const LONG = new Set(['branch', 'ref', 'basehead', 'commit_sha']);

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${LONG.has(name) ? '.+' : '[^/]+'})`)}$`);
}

function decoded(groups: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decode(text)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
