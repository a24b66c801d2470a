/** Problem details (RFC 9457), with the code of the refusal and the id of the request. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** One sentence that may be shown. */
  readonly detail: string;
  readonly request?: string;
  /** Where the request's own parts were wrong: `query.limit`, and what was expected. */
  readonly errors?: readonly { readonly at: string; readonly expected: string }[];
}

/** What a server answered instead of what was asked for; whoever answered. */
export async function asProblem(response: Response): Promise<Problem> {
  const said = (await response.json().catch(() => null)) as Partial<Problem> | null;
  return {
    type: said?.type ?? 'about:blank',
    title: said?.title ?? response.statusText,
    status: response.status,
    code: said?.code ?? 'client/unexpected',
    detail: said?.detail ?? `The server answered with status ${response.status} and no explanation.`,
    ...(said?.request !== undefined && { request: said.request }),
    ...(said?.errors !== undefined && { errors: said.errors }),
  };
}
