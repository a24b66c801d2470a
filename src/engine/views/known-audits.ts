import type { KindId, KindState } from '../../facts/kinds/index.ts';
import { latest, type Timeline } from '../../facts/timeline.ts';
import { type Zone, zone } from '../../kernel/calendar.ts';
import { FOREVER, type Instant } from '../../kernel/time.ts';
import type { Installation } from '../installation.ts';
import { type AuditPeriod, type PeriodRequest, periodFrom, programFrom } from '../program.ts';
import { loadWorld } from '../world.ts';

const reads: ReadonlyMap<KindId, ReadonlySet<string>> = new Map([
  ['program', new Set(['id', 'title', 'categories', 'zone', 'since'])],
  ['audit', new Set(['id', 'type', 'date', 'from', 'until'])],
]);

/** What a choice of a period rests on, as it was known at one place of the ledger. */
export interface KnownAudits {
  readonly zone: Zone;
  readonly audits: readonly { readonly id: string; readonly type: 1 | 2; readonly first: string; readonly last: string }[];
  /** @throws Refusal `audit/…` */
  period(now: Instant, request: PeriodRequest): AuditPeriod;
}

export async function readKnownAudits({ db, organization }: Pick<Installation, 'db' | 'organization'>, treeSize: number): Promise<KnownAudits> {
  const world = await loadWorld(db, { organization: organization.id, treeSize, reads, sights: [], looks: [] });
  const program = programFrom(world.program as unknown as Timeline<KindState<'program'>>);
  const audits = world.audit as unknown as Timeline<KindState<'audit'>>;
  const inZone = program?.zone ?? zone('UTC');
  const living = audits.subjects.filter((one) => latest(one).until === FOREVER).map((one) => latest(one).state);
  return {
    zone: inZone,
    audits: living
      .map((one) =>
        one.type === 1
          ? { id: one.id, type: 1 as const, first: one.date, last: one.date }
          : { id: one.id, type: 2 as const, first: one.from, last: one.until },
      )
      .sort((a, b) => (a.first < b.first ? -1 : 1)),
    period: (now, request) => periodFrom(audits, inZone, now, request),
  };
}
