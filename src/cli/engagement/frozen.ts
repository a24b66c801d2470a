import type { Command } from 'commander';
import { captureSettings, explainDifference, freezePopulations, movePeriod, pinAgain } from '../../engine/engagement-frozen.ts';
import { collectValues } from '../options.ts';
import { counted, paragraph } from '../page.ts';
import type { Session } from '../session.ts';
import { answering, type CommonOptions, onEngagement, zoneOf } from './run.ts';
import { engagementJson, engagementText, frozenText, settingsText } from './text.ts';

/** What is captured and frozen for an engagement, and what may move under it. */
export function registerFrozen(group: Command, session: Session): void {
  onEngagement(group, 'freeze', 'Freeze populations by their hash, as the newest assessment of the audit has them; after the period has closed.')
    .option('--population <id>', 'only this one; repeat for more (default: all that are asked)', collectValues)
    .option('--interim', 'freeze before the period has closed, marked as interim; a final one must follow')
    .action((id: string, options: CommonOptions & { population?: string[]; interim?: boolean }) =>
      answering(
        session,
        options,
        (installation) =>
          freezePopulations(installation, { id, by: options.as, populations: options.population ?? [], interim: options.interim === true }),
        { json: (state) => engagementJson(id, state), text: frozenText, zone: zoneOf },
      ),
    );
  onEngagement(group, 'settings', 'Capture the settings in force, inside the period.')
    .option('--anyway', 'capture them outside the period, marked as early or late')
    .action((id: string, options: CommonOptions & { anyway?: boolean }) =>
      answering(session, options, (installation) => captureSettings(installation, { id, by: options.as, anyway: options.anyway === true }), {
        json: (state) => engagementJson(id, state),
        text: settingsText,
        zone: zoneOf,
      }),
    );
  onEngagement(group, 'explain', 'Say why a second source of a frozen population counts otherwise; the company does this.')
    .requiredOption('--population <id>', 'the population')
    .requiredOption('--difference <text>', 'the difference, as the completeness sheet words it')
    .requiredOption('--explanation <text>', 'why')
    .action(
      (
        id: string,
        { population, difference, explanation, ...options }: CommonOptions & Record<'population' | 'difference' | 'explanation', string>,
      ) =>
        answering(session, options, (installation) => explainDifference(installation, { id, by: options.as, population, difference, explanation }), {
          json: (state) => engagementJson(id, state),
          text: (state, page) =>
            `${paragraph(page, 0, `Sealed by ${options.as}. ${counted(state.explanations.length, 'explanation')} in this engagement; the difference itself stays.`)}\n`,
        }),
    );
  const moves = {
    'move-period': ['The auditor agrees to the period that the records now say; what was frozen and drawn is void.', movePeriod],
    'pin-again': ['The auditor agrees to the versions of the newest assessment.', pinAgain],
  } as const;
  for (const [name, [description, work]] of Object.entries(moves)) {
    onEngagement(group, name, description)
      .requiredOption('--reason <text>', 'why')
      .action((id: string, options: CommonOptions & { reason: string }) =>
        answering(session, options, (installation) => work(installation, { id, by: options.as, reason: options.reason }), {
          json: (state) => engagementJson(id, state),
          text: (state, page) => engagementText(id, state, page),
          zone: zoneOf,
        }),
      );
  }
}
