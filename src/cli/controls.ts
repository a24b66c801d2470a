import type { Command } from 'commander';
import { type CataloguedControl, cataloguedControl } from '../audit/catalogue/catalogued-control.ts';
import { catalogueCriteria } from '../audit/results/coverage-table.ts';
import { allControls } from '../controls/index.ts';
import type { StandingControl } from '../controls/standing.ts';
import { Refusal } from '../kernel/refusal.ts';
import { withAssessed } from './assessed.ts';
import { cataloguePage, controlPage, type Kept } from './controls-text.ts';
import { didYouMean } from './near.ts';
import { withData } from './options.ts';
import { clockNote, pageFor } from './page.ts';
import type { Session } from './session.ts';

interface ControlsOptions {
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
}

export function registerControls(program: Command, { io }: Session): void {
  const command = program
    .command('controls')
    .description(
      'The catalogue of controls: what each promises, how it is done, what it records, and which criteria it serves. Needs no data directory.',
    )
    .argument('[control]', 'the id of one, to read the whole of it')
    .option('--json', 'print it as JSON, and nothing else, on standard output');
  withData(command).action(async (id: string | undefined, options: ControlsOptions) => {
    const chosen = (id === undefined ? allControls : [controlNamed(id)]).map(cataloguedControl);
    const summary = options.data === undefined ? null : await withAssessed(io, options, async (sealed) => sealed.summary);
    const kept = summary && keptIn(summary.standing ?? []);
    const simulated = summary?.simulated === true;
    if (options.json) return io.out(`${JSON.stringify({ ...(simulated && { simulated }), ...jsonOf(chosen, kept) }, null, 2)}\n`);
    const page = pageFor(io, 'UTC');
    const [first] = chosen;
    io.out(
      `${clockNote(page, simulated)}${id === undefined || first === undefined ? cataloguePage(chosen, kept, page) : controlPage(first, kept, page)}`,
    );
  });
}

/** @throws Refusal `controls/unknown`, with the ids that are like it */
export function controlNamed(id: string): (typeof allControls)[number] {
  const found = allControls.find((one) => one.id === id);
  if (found !== undefined) return found;
  const near = didYouMean(
    id,
    allControls.map((one) => one.id),
  );
  throw new Refusal('controls/unknown', `There is no control "${id}" in the catalogue.${near} All of them: tickmark controls`);
}

/** The newest version of each control, as the program keeps it. */
function keptIn(standing: readonly StandingControl[]): Kept {
  return new Map(standing.map((one) => [one.control, one]));
}

function jsonOf(controls: readonly CataloguedControl[], kept: Kept | null): object {
  const ids = new Set(controls.map((one) => one.id));
  return {
    controls: controls.map(({ checks, records, ...one }) => ({
      ...one,
      checks: checks.map((check) => check.id),
      records,
      ...(kept !== null && { kept: kept.get(one.id) ?? null }),
    })),
    criteria: catalogueCriteria(allControls.filter((one) => ids.has(one.id))).filter((one) => one.controls.length > 0),
  };
}
