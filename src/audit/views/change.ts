import { Refusal } from '../../kernel/refusal.ts';
import type { WrittenFinding, WrittenItem } from '../assessment.ts';
import type { ExceptionReport } from '../program-report.ts';
import { controlsOfCheck } from './controls-of-check.ts';
import type { View } from './view.ts';

/** The population whose items are changes. */
const CHANGES = 'changes';

/** What was judged of one change, with its neighbours in the population. @throws Refusal `changes/unknown` */
export function changeOf(view: View, { item: key }: { readonly item: string }) {
  const { summary } = view;
  const places = view.once('changes-by-item', () => new Map(view.items(CHANGES).map((one, place) => [one.item, place])));
  const place = places.get(key);
  const items = view.items(CHANGES);
  const item = place === undefined ? undefined : items[place];
  if (place === undefined || item === undefined) throw unknownChange(view, key);
  const findings = findingsOf(view, key);
  return {
    item: item.item,
    title: item.title,
    because: item.because,
    leaves: [...item.leaves],
    place: place + 1,
    of: items.length,
    previous: beside(items[place - 1]),
    following: beside(items[place + 1]),
    zone: summary.period.zone,
    horizon: summary.period.horizon,
    treeSize: summary.treeSize,
    findings: findings.map((one) => shownFinding(view, one)),
    exceptions: view.report.controls.length === 0 ? [] : exceptionsOf(view, key, new Set(findings.map((one) => one.check))),
  };
}

export type JudgedChange = ReturnType<typeof changeOf>;

function unknownChange({ summary: { period } }: View, key: string): Refusal {
  const shown = key.length > 100 ? `${key.slice(0, 100)}…` : key;
  return new Refusal(
    'changes/unknown',
    `No change "${shown}" landed on a production branch in scope between ${period.first} and ${period.last}, as far as is known at this instant. All of them stand in the population of changes.`,
  );
}

function beside(item: WrittenItem | undefined) {
  return item === undefined ? null : { item: item.item, title: item.title };
}

/** Of every check that is asked of changes, and of those of other populations that hold the very same item. */
function findingsOf(view: View, key: string): WrittenFinding[] {
  const byItem = view.once('change-findings', () => {
    const ids = view.summary.checks.filter((one) => one.population === CHANGES || one.id.startsWith('change/')).map((one) => one.id);
    return Map.groupBy(
      ids.flatMap((id) => [...view.findings(id)]),
      (one) => one.item,
    );
  });
  return byItem.get(key) ?? [];
}

function shownFinding(view: View, { check, outcome, because, claimed, excludedBy, due, leaves }: WrittenFinding) {
  const asked = view.summary.checks.find((one) => one.id === check);
  return {
    ...{ check, title: asked?.title ?? check, asks: asked?.asks ?? '', controls: controlsOf(view, check) },
    ...{ outcome, because, claimed, excludedBy, due, leaves: [...leaves] },
  };
}

function controlsOf(view: View, check: string): { id: string; title: string }[] {
  return controlsOfCheck(view, check).map(({ id, title }) => ({ id, title }));
}

/** An exception stands under every control that asks the check; here it stands once. */
function exceptionsOf(view: View, key: string, checks: ReadonlySet<string>) {
  const all = view.report.controls.flatMap((one) => one.exceptions).filter((one) => one.item === key && checks.has(one.check));
  const once = [...new Map(all.map((one) => [`${one.check} ${one.from}`, one])).values()];
  return once.map((one) => shownException(view, one));
}

function shownException(view: View, { check, item, from, until, because, due, excludedBy, repeats, response }: ExceptionReport) {
  const asked = view.summary.checks.find((one) => one.id === check);
  const others = view.once(`change-failing ${check}`, () =>
    view
      .findings(check)
      .filter((one) => one.outcome === 'fail' && one.excludedBy === null)
      .map((one) => one.item),
  );
  return {
    ...{ check, title: asked?.title ?? check, controls: controlsOf(view, check), from, until, because, due, excludedBy, repeats },
    mend: asked?.mend ?? '',
    response,
    others: others.filter((one) => one !== item).length,
  };
}
