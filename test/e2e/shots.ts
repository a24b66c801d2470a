/** The pictures of the guides: which page each shows, how wide, how light. `make-screenshots.ts` makes them; tests hold the documents against them. */

export interface Shot {
  /** In `docs/guides/shots`, without its ending. */
  readonly name: string;
  /** As `web/routes.tsx` has it. */
  readonly route: string;
  /** What stands for each parameter in the demo company, and behind the path: `?tab=items`. */
  readonly params?: Readonly<Record<string, string>>;
  readonly search?: string;
  readonly phone?: true;
  readonly dark?: true;
  /** Pixels from the top; otherwise 800, on a phone 844. */
  readonly height?: number;
}

export const shotFile = (name: string): string => `${name}.webp`;

/** What stands in a parameter where only the lived year knows it. */
export const found = { change: 'found:change', leaf: 'found:leaf', record: 'found:record' } as const;

export const shots: readonly Shot[] = [
  { name: 'overview', route: '/', height: 900 },
  { name: 'overview-dark', route: '/', dark: true, height: 900 },
  { name: 'overview-phone', route: '/', phone: true },
  { name: 'controls', route: '/controls' },
  { name: 'control', route: '/controls/$control', params: { control: 'change-approval' } },
  { name: 'checks', route: '/checks' },
  { name: 'check', route: '/checks/$check', params: { check: 'people/leaver-access-removed' } },
  { name: 'exceptions', route: '/exceptions' },
  { name: 'exceptions-phone', route: '/exceptions', phone: true },
  { name: 'populations', route: '/populations' },
  { name: 'population', route: '/populations/$population', params: { population: 'hosted-changes' } },
  { name: 'completeness', route: '/populations/$population/completeness', params: { population: 'changes' } },
  { name: 'criteria', route: '/criteria' },
  { name: 'change', route: '/changes/$item', params: { item: found.change }, height: 900 },
  { name: 'evidence', route: '/evidence' },
  { name: 'evidence-item', route: '/evidence/$leaf', params: { leaf: found.leaf }, height: 900 },
  { name: 'evidence-item-dark', route: '/evidence/$leaf', params: { leaf: found.leaf }, dark: true },
  { name: 'connections', route: '/connections' },
  { name: 'connection', route: '/connections/$connection', params: { connection: 'github' } },
  { name: 'connect', route: '/connect' },
  { name: 'exclusions', route: '/exclusions' },
  { name: 'policies', route: '/policies' },
  { name: 'policy', route: '/policies/$policy', params: { policy: 'access-control' } },
  { name: 'records', route: '/records' },
  { name: 'records-kind', route: '/records/$kind', params: { kind: 'restore-drill' } },
  { name: 'record', route: '/records/$kind/$record', params: { kind: 'restore-drill', record: found.record } },
  { name: 'audit', route: '/audit' },
  { name: 'engagement', route: '/audit/$engagement', params: { engagement: 'type-2' } },
  { name: 'ledger', route: '/ledger' },
];
