/** One line of a records file, and when it was written down; a later one with the same key takes its place. */
type Written = readonly [at: string, file: string, key: string, row: string];

const BEGUN = '2024-08-01T09:00:00Z';
const CHECK = 'vulnerability/fixed-within-limit';

/** Last day of the contract, and when each account was closed. */
const LEAVERS: readonly (readonly [person: string, lastDay: string, ...closed: string[]])[] = [
  ['p-011', '2025-02-14', '2025-02-14T17:00:00+01:00'],
  // 24 hours after the end of this day is 01:00 of the 31st: clocks went forward between.
  ['p-012', '2025-03-29', '2025-03-31T00:30:00+02:00'],
  ['p-013', '2025-05-31', '2025-06-04T09:00:00+02:00'],
  ['p-014', '2025-08-31', '2025-08-31T18:00:00+02:00', '2025-09-10T12:00:00+02:00'],
  ['p-015', '2025-10-25', '2025-10-26T22:30:00+01:00'],
];

/** Whoever stays, with their authority. */
const STAFF: readonly (readonly [person: string, authority: string])[] = [
  ['p-001', 'policies, risks, exclusions, access-reviews'],
  ['p-002', 'policies, exclusions, access-reviews'],
  ['p-003', ''],
];

function people(): readonly Written[] {
  const row = (id: string, authority: string, until = '') =>
    `{ id: ${id}, name: Example ${id}, emails: [${id}@x.example], role: Engineer, authority: [${authority}], employment: [{ from: 2023-01-01${until} }] }`;
  return [
    ...STAFF.map(([id, authority]): Written => [BEGUN, 'people', id, row(id, authority)]),
    ...LEAVERS.flatMap(([id, lastDay]): Written[] => [
      [BEGUN, 'people', id, row(id, '')],
      [`${lastDay}T09:00:00Z`, 'people', id, row(id, '', `, until: ${lastDay}`)],
    ]),
  ];
}

interface Account {
  readonly id: string;
  readonly person: string;
  readonly closed?: string;
}

const ACCOUNTS: readonly Account[] = [
  ...STAFF.map(([person]) => ({ id: `a-${person}`, person })),
  ...LEAVERS.flatMap(([person, , ...all]) => all.map((closed, index) => ({ id: `a-${person}-${index + 1}`, person, closed }))),
];

function accounts(): readonly Written[] {
  const row = ({ id, person }: Account, closed = '') =>
    `{ id: ${id}, system: console, login: ${id}, person: ${person}, opened: 2023-01-02T09:00:00+01:00${closed} }`;
  return ACCOUNTS.flatMap((one): Written[] => [
    [BEGUN, 'accounts', one.id, row(one)],
    ...(one.closed === undefined ? [] : [[one.closed, 'accounts', one.id, row(one, `, closed: ${one.closed}`)] as const]),
  ]);
}

/** The second review was signed late, and the third was never made. */
function accessReviews(): readonly Written[] {
  const review = (due: string, listed: string, signed: string): Written => {
    const open = ACCOUNTS.filter(({ closed }) => closed === undefined || Date.parse(closed) > Date.parse(listed));
    const decisions = open.map(({ id, person }) => `{ account: ${id}, decision: keep, by: ${person === 'p-002' ? 'p-001' : 'p-002'} }`);
    const row = `{ id: ar-${due}, due: ${due}, listed: ${listed}, systems: [console], decisions: [${decisions.join(', ')}], signed: { by: p-001, at: ${signed} } }`;
    return [signed, 'access-reviews', due, row];
  };
  return [
    review('2025-03-31', '2025-03-18T09:00:00+01:00', '2025-03-20T15:00:00+01:00'),
    review('2025-06-30', '2025-06-27T09:00:00+02:00', '2025-07-03T10:00:00+02:00'),
    review('2025-12-31', '2025-12-08T09:00:00+01:00', '2025-12-10T10:00:00+01:00'),
  ];
}

const DONE: readonly (readonly [file: string, done: string, row: string])[] = [
  ['restore-drills', '2025-06-12T10:00:00+02:00', 'due: 2025-06-30, backup: main-db, by: p-003, result: failed, notes: The copy was empty'],
  ['restore-drills', '2025-07-02T10:00:00+02:00', 'due: 2025-06-30, backup: main-db, by: p-003, result: restored, notes: Row counts equal'],
  ['restore-drills', '2025-11-12T10:00:00+01:00', 'due: 2025-12-31, backup: main-db, by: p-003, result: restored, notes: Row counts equal'],
  ['control-records', '2025-03-20T10:00:00+01:00', 'record: control-review, due: 2025-03-31, by: [p-001], notes: Gone through'],
  ['control-records', '2025-07-04T10:00:00+02:00', 'record: oversight-meeting, due: 2025-06-30, by: [p-001, p-002], notes: Minutes'],
  ['control-records', '2025-12-15T10:00:00+01:00', 'record: oversight-meeting, due: 2025-12-31, by: [p-001, p-002], evidence: [minutes.md]'],
  ['control-records', '2025-11-20T10:00:00+01:00', 'record: risk-assessment, due: 2025-12-31, by: [p-002], notes: All parts of the company'],
];

const TABLETOP =
  '{ id: tt-1, due: 2025-12-31, held: 2025-09-16T14:00:00+02:00, scenario: A stolen laptop, participants: [p-001, p-003], notes: Who calls whom, documented: 2025-09-17 }';

/** When each was found, and fixed; `open`, or `unknown`. Limits are Tickmark's: 7 days if critical, 30 if high, 90 if medium. */
const VULNERABILITIES: readonly (readonly [id: string, severity: string, found: string, fixed: string])[] = [
  ['v-01', 'critical', '2025-01-10T10:00:00Z', '2025-01-15T10:00:00Z'],
  ['v-02', 'high', '2025-02-25T08:00:00Z', '2025-04-06T08:00:00Z'],
  ['v-03', 'high', '2024-11-20T00:00:00Z', '2025-01-20T23:00:00Z'],
  ['v-04', 'critical', '2025-12-20T12:00:00Z', 'open'],
  ['v-05', 'high', '2025-09-01T00:00:00Z', 'unknown'],
  ['v-06', 'high', '2025-03-01T09:00:00Z', '2025-07-10T22:00:00Z'],
  ['v-07', 'high', '2025-02-01T00:00:00Z', '2025-03-23T00:00:00Z'],
  ['v-08', 'high', '2025-04-01T00:00:00Z', '2025-05-16T00:00:00Z'],
  ['v-09', 'high', '2025-03-10T00:00:00Z', '2025-06-08T00:00:00Z'],
  ['v-10', 'high', '2025-06-01T00:00:00Z', '2025-07-11T00:00:00Z'],
  ['v-11', 'high', '2025-08-01T00:00:00Z', '2025-09-10T00:00:00Z'],
  ['v-12', 'high', '2025-10-01T00:00:00Z', '2025-10-20T00:00:00Z'],
  ['m-01', 'medium', '2025-02-01T00:00:00Z', '2025-06-01T00:00:00Z'],
];

function vulnerabilities(): readonly Written[] {
  return VULNERABILITIES.flatMap(([id, severity, found, fixed]): Written[] => {
    const row = `id: ${id}, identifier: CVE-${id}, severity: ${severity}, where: api, found: ${found}, source: Scan`;
    if (fixed === 'open') return [[found, 'vulnerabilities', id, `{ ${row} }`]];
    const written = fixed === 'unknown' ? '2025-12-01T09:00:00Z' : fixed;
    return [
      [found, 'vulnerabilities', id, `{ ${row} }`],
      [written, 'vulnerabilities', id, `{ ${row}, fixed: ${fixed} }`],
    ];
  });
}

/** Accepted from 20 March to the end of June. */
const ACCEPTANCE =
  '{ id: va-1, vulnerability: v-06, reason: Not reachable, requested-by: p-003, approved-by: p-001, approved-at: 2025-03-20T09:00:00Z, until: 2025-06-30 }';

/** In force; approved by whoever asked; over before the item failed; approved after it. */
const EXCLUSIONS: readonly (readonly [id: string, item: string, asked: string, approved: string, at: string, until: string])[] = [
  ['ex-1', 'v-07', 'p-003', 'p-001', '2025-02-20T09:00:00Z', '2026-06-30'],
  ['ex-2', 'v-08', 'p-002', 'p-002', '2025-04-20T09:00:00Z', '2026-06-30'],
  ['ex-3', 'v-09', 'p-003', 'p-001', '2025-03-20T09:30:00Z', '2025-03-31'],
  ['ex-4', 'v-10', 'p-003', 'p-001', '2025-09-01T09:00:00Z', '2026-06-30'],
];

const CONTROLS: readonly (readonly [at: string, key: string, row: string])[] = [
  [BEGUN, 'access-reviews@1', 'id: access-reviews, since: 2025-01-01, promise: Each quarter every account is decided on.'],
  [
    '2025-06-02T09:00:00Z',
    'access-reviews@1',
    'id: access-reviews, since: 2025-01-01, until: 2025-06-30, promise: Each quarter every account is decided on.',
  ],
  ['2025-06-02T09:00:00Z', 'access-reviews@2', 'id: access-reviews, version: 2, since: 2025-07-01, promise: Each quarter two people decide.'],
  [BEGUN, 'policy-upkeep@1', 'id: policy-upkeep, since: 2025-01-01, promise: Policies are read twice a year.'],
  ['2025-06-02T09:00:00Z', 'policy-upkeep@1', 'id: policy-upkeep, since: 2025-01-01, until: 2025-06-30, promise: Policies are read twice a year.'],
  ['2025-06-02T09:00:00Z', 'policy-upkeep@2', 'id: policy-upkeep, version: 2, since: 2025-07-01, promise: Policies are read by two people.'],
  ...['leaver-access', 'vulnerability-repair', 'restore-tests', 'incident-exercises', 'risk-assessment'].map(
    (id) => [BEGUN, id, `id: ${id}, since: 2025-01-01`] as const,
  ),
  [BEGUN, 'control-reviews', 'id: control-reviews, since: 2025-01-01'],
  ['2025-08-20T09:00:00Z', 'control-reviews', 'id: control-reviews, since: 2025-01-01, until: 2025-08-31, why: The results are read every day'],
  ['2025-03-25T09:00:00Z', 'oversight', 'id: oversight-meetings, since: 2025-04-01, variant: one-person, compensating: An adviser asks.'],
];

/** The days on which each was reviewed: every six months, says one of them. */
const POLICIES: Readonly<Record<string, readonly string[]>> = {
  'access-control': ['2024-08-01', '2024-11-15', '2025-05-10', '2025-11-05'],
  'information-security': ['2024-08-01', '2024-11-15', '2025-05-14', '2025-11-10'],
  'incident-response': ['2024-08-01', '2024-08-20', '2025-04-14', '2025-11-03'],
  'risk-management': ['2024-08-01', '2024-12-05', '2025-07-20'],
  'business-continuity': ['2025-03-10', '2025-09-01'],
  'secure-development': [],
};

/** What is written of a policy on a day of review, at 09:00 UTC. */
function policyTexts(): readonly Written[] {
  return Object.entries(POLICIES).flatMap(([id, [first, ...later]]): Written[] => {
    const parameters = id === 'information-security' ? 'parameters:\n  policy-review.every: 6 months\n' : '';
    const head = `id: ${id}\ntitle: The policy ${id}\nversion: 1\nowner: p-002\nauthor: p-003\n`;
    const written = (front: string) => `---\n${head}${front}---\n\n# ${id}\n`;
    if (first === undefined) return [[BEGUN, 'policy', id, written('status: draft\n')]];
    const adopted = `status: adopted\napproved-by: p-001\napproved-on: ${first}\neffective: ${first}\n`;
    return [first, ...later].map((day) => [`${day}T09:00:00Z`, 'policy', id, written(`${adopted}reviewed-on: ${day}\n${parameters}`)]);
  });
}

function written(): readonly Written[] {
  return [
    ...people(),
    ...accounts(),
    ...accessReviews(),
    ...DONE.map(([file, done, row], index): Written => [done, file, String(index), `{ id: made-${index}, done: ${done}, ${row} }`]),
    ['2025-09-17T16:00:00Z', 'tabletop-exercises', 'tt-1', TABLETOP],
    ...vulnerabilities(),
    ['2025-03-20T09:00:00Z', 'acceptances', 'va-1', ACCEPTANCE],
    ...EXCLUSIONS.map(([id, item, asked, approved, at, until]): Written => {
      const who = `requested-by: ${asked}, approved-by: ${approved}, approved-at: ${at}`;
      return [at, 'exclusions', id, `{ id: ${id}, check: ${CHECK}, items: [${item}], reason: Behind a wall, ${who}, until: ${until} }`];
    }),
    ...CONTROLS.map(([at, key, row]): Written => [at, 'controls', key, `{ ${row} }`]),
    ...policyTexts(),
  ];
}

const SCOPE = `program: { id: example, title: Example Ltd, categories: [security, availability], zone: Europe/Vienna, since: 2025-01-01 }
audits:
  - { id: year, type: 2, from: 2025-01-01, until: 2025-12-31 }
  - { id: first-half, type: 2, from: 2025-01-01, until: 2025-06-30 }
  - { id: second-half, type: 2, from: 2025-07-01, until: 2025-12-31 }
systems:
  - { id: console, title: Console, since: 2025-01-01, decided-by: p-001, why: Runs production }
backups:
  - { id: main-db, title: Customers, since: 2025-01-01, decided-by: p-001, why: Holds what customers enter }
`;

const FIXED: Readonly<Record<string, string>> = {
  '.gitignore': '.tickmark\n',
  'tickmark.yaml': 'organization: { name: Example Ltd }\nconnections:\n  - { connector: records, id: program, path: . }\n',
  'records/scope.yaml': SCOPE,
};

/** Files that hold two lists. */
const LIST_IN: Readonly<Record<string, string>> = { acceptances: 'vulnerabilities' };

/** Everything that was written down until an instant, as files. */
export function filesAt(instant: number): Readonly<Record<string, string>> {
  const said = written()
    .filter(([at]) => Date.parse(at) <= instant)
    .toSorted(([a], [b]) => Date.parse(a) - Date.parse(b));
  const lists = Map.groupBy(said, ([, file]) => file);
  const files: Record<string, string> = { ...FIXED };
  for (const [list, rows] of lists) {
    const last = new Map(rows.map(([, , key, row]) => [key, row]));
    if (list === 'policy') for (const [id, text] of last) files[`policies/${id}.md`] = text;
    else {
      const path = `records/${LIST_IN[list] ?? list}.yaml`;
      files[path] = `${files[path] ?? ''}${list}:\n${[...last.values()].map((row) => `  - ${row}\n`).join('')}`;
    }
  }
  return files;
}

/** Every instant at which something was written down, in order. */
export function commitInstants(): readonly number[] {
  return [...new Set(written().map(([at]) => Date.parse(at)))].sort((a, b) => a - b);
}
