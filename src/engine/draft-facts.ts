import type { AssessmentSummary, WrittenSetting } from '../audit/assessment.ts';
import { type BridgeFacts, type DescriptionId, type DraftFacts, descriptionIds } from '../audit/drafts/draft-facts.ts';
import type { ProgramReport } from '../audit/program-report.ts';
import { type Category, criteria } from '../controls/criteria.ts';
import type { KindState } from '../facts/kinds/index.ts';
import { addDays, calendarDate } from '../kernel/calendar.ts';
import { plus } from '../kernel/time.ts';
import { engagementWorkflow } from '../workflows/engagements/engagement.ts';
import { look } from './assess.ts';
import { instancesOf } from './decide.ts';
import { programChanges } from './draft-changes.ts';
import { descriptionOf, incidentsOf, inventoryOf, peopleByRole, policiesOf, vendorsOf } from './draft-records.ts';
import { type DraftWorld, draftCoverage, draftDays, loadDraftWorld } from './draft-world.ts';
import type { Installation } from './installation.ts';
import { type Reported, reportOfWritten } from './program-report.ts';

/** What one draft is written from. */
export interface DraftSource {
  readonly report: ProgramReport;
  readonly facts: DraftFacts;
}

/** The results of a sealed assessment, with the facts that drafts need besides, as they were known to it. */
export async function draftSource(installation: Installation, { sealed, report }: Reported): Promise<DraftSource> {
  const known = await loadDraftWorld(installation, report.treeSize);
  return sourceOf(installation, { summary: sealed.summary, report, known, bridge: null });
}

/**
 * The same for a letter on the days since the period ended, up to `to`: those days are judged from what is known now, and so is what came and went.
 * @throws Refusal `calendar/not-a-date`
 */
export async function bridgeSource(installation: Installation, { sealed, report }: Reported, to: string): Promise<DraftSource> {
  const last = calendarDate(report.period.last);
  if (calendarDate(to) <= last) {
    const known = await loadDraftWorld(installation, report.treeSize);
    return sourceOf(installation, { summary: sealed.summary, report, known, bridge: { to, report: null, incidents: [], changes: [], coverage: [] } });
  }
  const written = await look(installation, { period: `${addDays(last, 1)}..${to}` });
  const known = await loadDraftWorld(installation, written.summary.treeSize);
  const since = await reportOfWritten(installation, written);
  return sourceOf(installation, { summary: sealed.summary, report, known, bridge: bridgeFacts(since, known, settingsOf(written.summary)) });
}

/** A horizon one millisecond into the days says that nobody has looked at them: then nothing was judged. */
function bridgeFacts(report: ProgramReport, known: DraftWorld, settings: readonly WrittenSetting[]): BridgeFacts {
  const days = draftDays(report);
  const { period, horizon: until, zone } = days;
  const judged = until > plus(period.from, 1);
  return {
    to: report.period.last,
    report: judged ? report : null,
    incidents: incidentsOf(known.world, days),
    coverage: draftCoverage(known, judged ? days : { period, horizon: period.until }),
    changes: programChanges(known.world, { settings: settings.map((one) => one.name), from: period.from, until, zone }),
  };
}

interface Sourced {
  readonly summary: AssessmentSummary;
  readonly report: ProgramReport;
  readonly known: DraftWorld;
  readonly bridge: BridgeFacts | null;
}

async function sourceOf(installation: Installation, { summary, report, known, bridge }: Sourced): Promise<DraftSource> {
  const { world } = known;
  const days = draftDays(report);
  const settings = settingsOf(summary);
  const said = descriptionOf(world);
  const facts: DraftFacts = {
    organization: report.organization.name,
    program: report.program?.title ?? report.organization.name,
    categories: categoriesOf(report),
    zone: report.period.zone,
    coverage: draftCoverage(known, days),
    inventory: inventoryOf(world, days),
    people: peopleByRole(world, days),
    vendors: vendorsOf(world, said, days),
    ...wordsOf(said),
    incidents: incidentsOf(world, days),
    policies: policiesOf(world, days),
    settings,
    // What counts from the first instant of the period on held in all of it.
    changes: programChanges(world, {
      settings: settings.map((one) => one.name),
      from: plus(days.period.from, 1),
      until: days.horizon,
      zone: days.zone,
    }),
    engagement: await engagementFor(installation, report.period.audit),
    bridge,
  };
  return { report, facts };
}

type Words = Pick<DraftFacts, 'services' | 'texts' | 'userEntityControls' | 'subserviceControls' | 'notRelevant'>;

/** What the company says of its system in its own words. */
function wordsOf(said: KindState<'system-description'> | null): Words {
  if (said === null) return { services: null, texts: {}, userEntityControls: [], subserviceControls: [], notRelevant: [] };
  const { services, sections, customerControls, vendorControls, notRelevant } = said;
  const own = descriptionIds.flatMap((id): [DescriptionId, string][] => (sections[id] === undefined ? [] : [[id, sections[id]]]));
  return { services, texts: Object.fromEntries(own), userEntityControls: customerControls, subserviceControls: vendorControls, notRelevant };
}

/** Each parameter that a check read, once. */
function settingsOf({ checks }: AssessmentSummary): readonly WrittenSetting[] {
  const byName = new Map(checks.flatMap((one) => one.settings).map((one) => [one.name, one]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function categoriesOf({ program }: ProgramReport): readonly Category[] {
  const named = program?.categories ?? ['security'];
  return [...new Set(criteria.map((one) => one.category))].filter((one) => named.includes(one));
}

/** The firm of the newest open engagement with this audit. */
async function engagementFor(installation: Installation, audit: string | null): Promise<DraftFacts['engagement']> {
  const all = (await instancesOf(installation, engagementWorkflow)).flatMap((one) => one.state ?? []);
  const newest = all.filter((one) => one.audit === audit && one.closed === null).sort((a, b) => b.openedAt - a.openedAt)[0];
  return newest === undefined ? null : { firm: newest.firm };
}
