import type { AssessmentSummary } from '../audit/assessment.ts';
import type { DraftId } from '../audit/drafts/all-drafts.ts';
import { type Instant, isoInstant, parseInstant } from '../kernel/time.ts';
import { lastLeafOf } from '../ledger/store.ts';
import { readCheckpoint } from '../ledger/store-checkpoint.ts';
import type { Engagement } from '../workflows/engagements/engagement-state.ts';
import { draftIds, draftNames } from './drafts.ts';
import { listEngagements } from './engagements.ts';
import type { Installation } from './installation.ts';
import { readKnownToday } from './known-facts.ts';
import { readAssessments, type SealedAssessment } from './sealed-assessments.ts';
import { readKnownAudits } from './views/known-audits.ts';

/** An engagement as a row of a list. */
export function engagementRow(id: string, state: Engagement) {
  const { audit, firm, auditors, period, frozen, samples, cells, requests, openedAt, closed } = state;
  return {
    ...{ id, audit, firm, period },
    auditors: [...auditors],
    frozen: new Set(frozen.map((one) => one.population)).size,
    samples: samples.length,
    marks: cells.size,
    requests: requests.length,
    waiting: requests.filter((one) => one.state === 'open' || one.state === 'returned').length,
    openedAt: isoInstant(openedAt),
    closed: closed && { ...closed, at: isoInstant(closed.at) },
  };
}

export async function engagementRows(installation: Installation) {
  return (await listEngagements(installation)).flatMap(({ id, state }) => (state === null ? [] : [engagementRow(id, state)]));
}

/** The audits that the program names today, those that end last first; and what may be drafted for them. */
export async function auditsOf(installation: Installation) {
  const { db, organization, clock } = installation;
  const treeSize = (await readCheckpoint(db, organization.id))?.size ?? 0;
  const [today, { audits }, sealed, engagements, lastLook] = await Promise.all([
    readKnownToday(installation),
    readKnownAudits(installation, treeSize),
    readAssessments(installation),
    engagementRows(installation),
    lastLeafOf(db, organization.id, { types: ['look'], untilLeaf: treeSize }),
  ]);
  const now = clock();
  const rows = audits.toReversed().flatMap(({ id, type, first, last }) => {
    const period = today.period(id);
    if (period === null) return [];
    const its = sealed.filter((one) => one.summary.period.audit === id);
    return {
      ...{ id, type, first, last, from: period.from, until: period.until },
      stands: standing(now, parseInstant(period.from), parseInstant(period.until)),
      newest: newestOf(its.at(-1), lastLook),
      assessments: its.length,
      engagements: engagements.filter((one) => one.audit === id),
    };
  });
  return { rows, zone: today.zone, now: isoInstant(now), categories: [...today.categories], drafts: draftIds.map(draftRow) };
}

function standing(now: Instant, from: Instant, until: Instant): 'ahead' | 'running' | 'over' {
  if (now < from) return 'ahead';
  return now < until ? 'running' : 'over';
}

function newestOf(sealed: SealedAssessment | undefined, lastLook: number | null) {
  if (sealed === undefined) return null;
  const { entry, leaf, summary } = sealed;
  const { treeSize, period, tickmark } = summary;
  return {
    ...{ entry, leaf, treeSize, tickmark, horizon: period.horizon },
    controls: outcomesOf(summary),
    looksSince: lastLook !== null && lastLook >= treeSize,
  };
}

function outcomesOf({ controls }: AssessmentSummary) {
  const count = (outcome: AssessmentSummary['controls'][number]['outcome']) => controls.filter((one) => one.outcome === outcome).length;
  return { all: controls.length, pass: count('pass'), fail: count('fail'), unknown: count('unknown'), noItems: count('no-items') };
}

function draftRow(draft: DraftId): { draft: string; says: string; types: (1 | 2)[]; needsDay: boolean } {
  const types: (1 | 2)[] = draft === 'type-1-snapshot' ? [1] : draft === 'bridge-letter' ? [2] : [1, 2];
  return { draft, says: draftNames[draft], types, needsDay: draft === 'bridge-letter' };
}
