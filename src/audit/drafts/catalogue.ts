import { allChecks } from '../../checks/index.ts';
import { allPopulations } from '../../populations/index.ts';
import { settingDefinitions } from '../../populations/settings.ts';

/** The title of a population; its id where this version of Tickmark has none of that name. */
export function populationTitle(id: string): string {
  return allPopulations.find((one) => one.id === id)?.title ?? id;
}

/** `Access of leavers is removed within`; the name itself where this version of Tickmark has no such parameter. */
export function settingTitle(name: string): string {
  return Object.hasOwn(settingDefinitions, name) ? settingDefinitions[name as keyof typeof settingDefinitions].title : name;
}

/** The kinds of facts that a check rests on; none where this version of Tickmark has no such check. */
export function kindsOf(checkId: string): readonly string[] {
  const check = allChecks.find((one) => one.id === checkId);
  return check === undefined ? [] : [...Object.keys(check.reads), ...Object.keys(check.population.reads)];
}

/** What ends an exception of a check; nothing where this version of Tickmark has no such check. */
export function mendOf(checkId: string): string {
  return allChecks.find((one) => one.id === checkId)?.mend ?? '';
}
