/** The controls that Harbourlight keeps: which, who owns them, and why they were taken up. */
export interface ControlText {
  readonly control: string;
  readonly owner: string;
  readonly why: string;
}

const CTO = 'p-001';
const SECURITY = 'p-002';
const OPERATIONS = 'p-003';
const PEOPLE = 'p-005';

const keeps = (owner: string, ...controls: readonly (readonly [control: string, why: string])[]): ControlText[] =>
  controls.map(([control, why]) => ({ control, owner, why }));

export const CONTROL_TEXTS: readonly ControlText[] = [
  ...keeps(
    SECURITY,
    ['access-reviews', 'Four systems hold what customers entrust to us; nobody should keep a key out of habit.'],
    ['policy-upkeep', 'A policy that nobody reads again describes a company that is gone.'],
    ['second-factor', 'The source is the way into everything else; a password alone is not enough.'],
    ['membership-rights', 'Most of us need to write in two or three repositories, not in fifteen.'],
    ['code-host-accounts', 'Accounts outlive projects; we want to know whose each one is.'],
    ['leaked-secrets', 'A key in a commit is public the moment it is pushed.'],
    ['privileged-actions', 'Whoever may go around a rule should be seen when they do.'],
    ['security-training', 'Half of what can go wrong begins with a person in a hurry.'],
    ['customer-commitments', 'Ports sign because of what we promise; the promises must be true.'],
    ['outside-reports', 'Somebody outside will see a hole before we do, and must know whom to tell.'],
    ['risk-assessment', 'Fifteen repositories and one region: we choose where to put our effort on purpose.'],
    ['control-reviews', 'A control that fails quietly is worse than none.'],
    ['penetration-tests', 'We know our own doors too well to try all of them.'],
    ['access-grants', 'Access that was given in the corridor is access that nobody can explain later.'],
    ['single-sign-on', 'One place to close when somebody leaves.'],
    ['incident-handling', 'Ports work at night; so do incidents.'],
    ['incident-exercises', 'The first incident of a year should not be a real one.'],
    ['data-handling', 'Manifests hold names and addresses; they stay where we said they would.'],
    ['personal-data-breaches', 'The law gives three days, which are short without a list.'],
    ['vendor-reviews', 'Seven vendors can see or stop what we do.'],
  ),
  ...keeps(
    CTO,
    ['vulnerability-repair', 'We build on other people’s code and mend it as they do.'],
    ['vulnerability-triage', 'What is medium today is a step in somebody’s chain tomorrow.'],
    ['change-tickets', 'A year later the ticket is the only one who remembers why.'],
    ['change-approval', 'Four eyes are cheaper than a night.'],
    ['change-pull-requests', 'What runs on the branch ran through the tests first.'],
    ['change-automation', 'Bots may propose; which of them may merge is for us to say.'],
    ['emergency-changes', 'There are nights when the fix goes first; the reading still follows.'],
    ['deployments', 'What runs is what landed, and nothing from a laptop.'],
    ['branch-protection', 'Rules that the host enforces need no memory.'],
    ['repository-scope', 'A repository that nobody decided on is one that nobody looks at.'],
    ['repository-scanning', 'Machines read every dependency, which no person would.'],
    ['source-not-public', 'Our source names customers’ interfaces; it is for us alone.'],
    ['machine-access', 'A key without a face should open one door and no more.'],
    ['network-boundary', 'Whatever answers to the internet is tried by the internet.'],
    ['encryption', 'Customers ask for it first, and they are right.'],
    ['key-management', 'We lost half a day in 2023 to a key whose owner nobody knew.'],
    ['device-management', 'We work from home and on quays; laptops get lost there.'],
    ['media-disposal', 'Devices go back by post and are worth more to others for what they hold.'],
    ['logging', 'After an incident the log is what is left.'],
    ['alerts', 'Someone should be woken before a harbour master calls.'],
    ['infrastructure-changes', 'What was clicked together once cannot be built again.'],
    ['backups', 'A year of berths and invoices is what customers would miss most.'],
    ['restore-tests', 'A backup is a hope until it was restored.'],
    ['capacity-reviews', 'Summer brings three times the ships.'],
    ['continuity-plan', 'One region is one storm away from none.'],
    ['output-delivery', 'Customs offices get their files from us and wait for them.'],
    ['stored-data', 'An invoice that changes by itself is no invoice.'],
  ),
  ...keeps(
    OPERATIONS,
    ['oversight-meetings', 'The owners do not run the company, and they ask what we would not ask ourselves.'],
    ['risk-answers', 'A risk that is only written down is still there.'],
    ['processors', 'Three vendors hold personal data for us and are bound to our word for it.'],
  ),
  ...keeps(
    PEOPLE,
    ['leaver-access', 'We part as friends, and without keys.'],
    ['code-of-conduct', 'How we deal with each other should not have to be guessed.'],
    ['speaking-up', 'Bad news has to travel faster than good.'],
    ['roles-and-duties', 'Twenty-five people is when one stops knowing who does what.'],
    ['performance-reviews', 'Whoever answers for a control hears once a year how that went.'],
    ['hiring-checks', 'New people see customers’ data within their first week.'],
    ['physical-access', 'Our servers stand in other people’s halls, whose locks we read about.'],
  ),
];
