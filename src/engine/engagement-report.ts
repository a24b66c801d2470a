import { attributeName } from '../audit/views/matrix.ts';
import type {
  AttributePaper,
  ControlPaper,
  FrozenPaper,
  PopulationPaper,
  SamplePaper,
  TestPaper,
  Workpapers,
} from '../audit/workpapers/workpapers.ts';
import type { Papers } from './engagement-report-papers.ts';
import { methodText } from './population-samples.ts';

/** An engagement without its items: what was frozen, drawn, marked and asked for, and how far it has come. */
export function engagementReport({ version, state, papers }: Papers) {
  const { engagement, settings, populations, controls, requests, voided, unplaced, notes } = papers;
  const { pins, auditors, categories, organization, ...head } = engagement;
  return {
    ...head,
    papers: version,
    auditors: [...auditors],
    categories: [...categories],
    organization: organization.name,
    pinned: { tickmark: pins.tickmark, controls: Object.keys(pins.controls).length, checks: Object.keys(pins.checks).length },
    agreed: state.agreed.length,
    populations: populations.map(populationOf),
    controls: controls.map(controlOf),
    settings: settings.map(({ settings: all, assessment, ...one }) => ({ ...one, assessment, settings: [...all] })),
    requests: requests.map((one) => ({ ...one, history: one.history.map((said) => ({ ...said, evidence: [...said.evidence] })) })),
    voided: voided.map((one) => ({ reason: one.reason, period: one.period, frozen: one.frozen.length, samples: one.samples.length })),
    unplaced: { marks: unplaced.marks.length, samples: unplaced.samples.length },
    notes: [...notes],
  };
}

function populationOf(one: PopulationPaper) {
  const { population, title, mode, items, sha256, frozen, earlier, occurrence, completeness, changedSince } = one;
  const said = new Map(completeness.explanations.map((its) => [its.difference, its]));
  return {
    ...{ population, title, mode, items, sha256, occurrence },
    frozen: frozen === null ? null : frozenOf(frozen),
    earlier: earlier.map(frozenOf),
    /** Time in which items of it could have stood unseen. */
    unseen: completeness.unseen.length,
    differences: completeness.reconciliations.flatMap((its) =>
      its.differences.map((difference) => {
        const explained = said.get(difference);
        return { difference, explanation: explained ? { by: explained.by, at: explained.at, text: explained.explanation } : null };
      }),
    ),
    changedSince:
      changedSince === null
        ? null
        : {
            sha256: changedSince.sha256,
            items: changedSince.items,
            added: changedSince.added.length,
            removed: changedSince.removed.length,
            changed: changedSince.changed.length,
          },
  };
}

function frozenOf({ sha256, items, phase, by, at, assessment }: FrozenPaper) {
  return { sha256, items, phase, by, at, leaf: assessment.leaf, horizon: assessment.horizon };
}

function controlOf({ control, version, title, promise, tests, requests, notes }: ControlPaper) {
  return { control, version, title, promise, tests: tests.map(testOf), requests: [...requests], notes: [...notes] };
}

function testOf({ population, method, sample, attributes, counts, items, outsideSample, notes }: TestPaper) {
  return {
    ...{ population, method, counts },
    items: items.length,
    outside: outsideSample.length,
    sample: sample === null ? null : sampleOf(sample),
    attributes: attributes.map(attributeOf),
    notes: [...notes],
  };
}

function sampleOf({ method, size, strata, seed, sha256, by, at, items, extensions }: SamplePaper) {
  return {
    ...{ size, strata, seed, sha256, by, at },
    method: methodText(method),
    drawn: items.length,
    extensions: extensions.map((one) => ({ reason: one.reason, by: one.by, at: one.at, items: one.items.length })),
  };
}

function attributeOf({ upperLimit, ...one }: AttributePaper, place: number) {
  const { notes, ...limit } = upperLimit;
  return { letter: letterOf(place), name: attributeName(one.attribute), ...one, upperLimit: { ...limit, notes: [...notes] } };
}

/** A to Z, then AA. */
export function letterOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : `${letterOf(Math.floor(place / 26) - 1)}${last}`;
}

export interface TestWanted {
  readonly control: string;
  readonly population: string;
}

/** The test of a pinned control, or undefined where it asks nothing of the population. */
export function testIn({ controls }: Workpapers, { control, population }: TestWanted): TestPaper | undefined {
  return controls.find((one) => one.control === control)?.tests.find((one) => one.population === population);
}
