import { isoInstant } from '../../kernel/time.ts';
import type { DrawnSample, Engagement, Frozen, MarkedCell } from '../../workflows/engagements/engagement-state.ts';
import type { WorkpapersInput } from './sealed-rows.ts';
import type { EngagementPaper, FrozenPaper, InTest, MarkPaper, RequestPaper, SamplePaper, SettingsPaper, VoidedPaper } from './workpapers.ts';

/** Whose engagement it is, over which period, and what it pins. */
export function engagementPaper({ id, engagement, current }: WorkpapersInput): EngagementPaper {
  const { audit, firm, auditors, period, categories, pins, openedBy, openedAt, closed } = engagement;
  const { organization, simulated = false, tickmark, treeSize, period: judged } = current.summary;
  return {
    id,
    organization,
    simulated,
    audit,
    firm,
    auditors,
    period,
    categories,
    pins,
    opened: { by: openedBy, at: isoInstant(openedAt) },
    closed: closed && { reason: closed.reason, by: closed.by, at: isoInstant(closed.at) },
    newest: { tickmark, treeSize, horizon: judged.horizon },
  };
}

export function settingsPapers({ settings }: Engagement): readonly SettingsPaper[] {
  return settings.map((one) => ({ assessment: one.assessment, timing: one.timing, settings: one.settings, by: one.by, at: isoInstant(one.at) }));
}

export function requestPapers({ requests }: Engagement): readonly RequestPaper[] {
  return requests.map(({ request, title, control, due, state, history, by, at }) => ({
    request,
    title,
    control,
    due,
    state,
    by,
    at: isoInstant(at),
    history: history.map((line) => ({ ...line, at: isoInstant(line.at) })),
  }));
}

export function voidedPapers({ voided }: Engagement): readonly VoidedPaper[] {
  return voided.map(({ reason, period, frozen, samples }) => ({
    reason,
    period,
    frozen: frozen.map((one) => ({ population: one.population, ...frozenPaper(one) })),
    samples: samples.map(namedSample),
  }));
}

export function frozenPaper({ sha256, items, phase, assessment, by, at }: Frozen): FrozenPaper {
  return { sha256, items, phase, assessment, by, at: isoInstant(at) };
}

export function samplePaper({ sha256, method, size, strata, seed, items, extensions, by, at }: DrawnSample): SamplePaper {
  const added = extensions.map((one) => ({ reason: one.reason, items: one.items, by: one.by, at: isoInstant(one.at) }));
  return { sha256, method, size, strata, seed, items, extensions: added, by, at: isoInstant(at) };
}

/** A sample that stands outside its test, and so says whose it is. */
export function namedSample(sample: DrawnSample): SamplePaper & InTest {
  return { control: sample.control, population: sample.population, ...samplePaper(sample) };
}

/** The marks of a cell, oldest first. */
export function markPapers(cell: MarkedCell | undefined): readonly MarkPaper[] {
  return (cell?.marks ?? []).map(({ mark, note, outcome, by, at }) => ({ mark, note, outcome, by, at: isoInstant(at) }));
}
