/** As whom a look is made. */
export interface Identity {
  /** Whoever the token belongs to; of an App, its own account. */
  readonly viewer: { readonly id: string; readonly login: string };
  readonly credential: Credential;
}

export interface Credential {
  readonly kind: 'fine-grained token' | 'classic token' | 'OAuth token' | 'App' | 'token';
  /** Scopes of a classic or OAuth token; null where there are none to tell. */
  readonly scopes: readonly string[] | null;
  /** What an App may do, in GitHub's words; null where GitHub does not tell. */
  readonly permissions: Readonly<Record<string, string>> | null;
  /** Of an App: was it given all repositories, or some? */
  readonly repositories: 'all' | 'selected' | null;
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** GitHub's prefixes tell the sort of a token; of older ones, the scopes do. */
export function tokenCredential(token: string, headers: Headers): Credential {
  const said = headers['x-oauth-scopes'];
  const scopes =
    said === undefined
      ? null
      : String(said)
          .split(',')
          .map((one) => one.trim())
          .filter((one) => one !== '');
  return { kind: kindOf(token, scopes), scopes, permissions: null, repositories: null };
}

function kindOf(token: string, scopes: readonly string[] | null): Credential['kind'] {
  if (token.startsWith('github_pat_')) return 'fine-grained token';
  if (token.startsWith('ghp_')) return 'classic token';
  if (token.startsWith('gho_')) return 'OAuth token';
  if (token.startsWith('ghs_')) return 'App';
  return scopes === null ? 'token' : 'classic token';
}

/** `tickmark-reader, fine-grained token`: who looked, with what, and what it may do as far as GitHub tells. */
export function identitySentence({ viewer, credential }: Identity): string {
  const { kind, scopes, permissions, repositories } = credential;
  const may = scopes
    ? `scopes: ${scopes.join(', ') || 'none'}`
    : permissions
      ? `permissions: ${Object.entries(permissions)
          .map(([name, level]) => `${name} ${level}`)
          .sort()
          .join(', ')}`
      : 'GitHub does not tell what it may do';
  return [viewer.login, kind, may, ...(repositories ? [`${repositories} repositories`] : [])].join('; ');
}

/** What a credential may do beyond reading; empty when nothing is known of that. */
export function writesOf({ scopes, permissions }: Credential): readonly string[] {
  const wide = (scopes ?? []).filter((one) => !/^read:|:read$|^read_|^user:email$|^security_events$/.test(one));
  const written = Object.entries(permissions ?? {}).filter(([, level]) => level !== 'read');
  return [...wide, ...written.map(([name, level]) => `${name}: ${level}`)];
}
