import type { Command } from 'commander';
import { look } from '../../engine/assess.ts';
import type { Connection } from '../../engine/connections.ts';
import { readEngagement } from '../../engine/engagements.ts';
import type { Installation } from '../../engine/installation.ts';
import { type Reperformed, reperform } from '../../engine/reperform.ts';
import { comparePulled, frozenNames, type PulledAgain, requireLooked, withOwnToken } from '../../engine/repull.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { anyIncomplete, collectText, collectWith } from '../collected.ts';
import { configured } from '../configured.ts';
import { exitCodes } from '../exit-codes.ts';
import { withInstallation } from '../open.ts';
import { progressOn } from '../progress.ts';
import { withScratch } from '../scratch.ts';
import type { Session } from '../session.ts';
import { agrees, pulledText, reperformedText } from './again-text.ts';
import { answered, type CommonOptions, reading } from './run.ts';

interface RepullOptions extends CommonOptions {
  readonly tokenEnv: string;
}

/** Doing it again: from the sealed facts, and by a look of the auditor's own. */
export function registerAgain(group: Command, session: Session): void {
  const { io, exit } = session;
  reading(group, 'reperform', 'Judge the frozen facts again and draw the samples again; exit code 1 if anything differs.').action(
    async (id: string, options: CommonOptions) => {
      const progress = progressOn(io, options.json === true);
      const done = await answered(session, options, (installation) => reperform(installation, id, progress).finally(() => progress.end()), {
        json: (value: readonly Reperformed[]) => value,
        text: reperformedText,
      });
      exit(done.every((one) => one.same) ? exitCodes.clear : exitCodes.exceptions);
    },
  );
  reading(group, 'repull', 'Look again with a read-only token of the auditor’s own, into a directory that is thrown away, and compare populations.')
    .requiredOption('--token-env <variable>', 'the variable of the environment that holds the token')
    .action((id: string, options: RepullOptions) => repull(session, id, options));
}

async function repull(session: Session, id: string, options: RepullOptions): Promise<void> {
  const { io, exit } = session;
  if (!io.settings.environment[options.tokenEnv])
    throw new Refusal(
      'repull/no-token',
      `The variable ${options.tokenEnv} is not set. Put a token of your own into it that may only read; \`tickmark connect github\` says how to make one.`,
    );
  const pulled = await answered(session, options, (installation) => pullAgain(session, installation, id, options), {
    json: (value: readonly PulledAgain[]) => value,
    text: pulledText,
  });
  if (!pulled.every(agrees)) exit(exitCodes.exceptions);
  else exit(pulled.some((one) => one.unseen.length > 0) ? exitCodes.onlyUnknown : exitCodes.clear);
}

/** The same connections, the same judging, another look. */
async function pullAgain({ io }: Session, installation: Installation, id: string, options: RepullOptions): Promise<readonly PulledAgain[]> {
  const { state } = await readEngagement(installation, id);
  frozenNames(state);
  const { configuration } = await configured(io, { config: options.config, data: options.data, required: true });
  const connections = withOwnToken(configuration?.connections ?? [], options.tokenEnv);
  io.err(`${tokenGoesTo(connections, options.tokenEnv)}\n`);
  const { first, last, type } = state.period;
  let pulled: readonly PulledAgain[] = [];
  await withScratch(async (data) => {
    const ownIo = { ...io, settings: { ...io.settings, databaseUrl: undefined } };
    await withInstallation(ownIo, { data, organizationName: 'An auditor’s own look' }, async (own) => {
      const report = await collectWith(own, connections, io, progressOn(io, options.json === true));
      requireLooked(report);
      if (anyIncomplete(report)) io.err(`${collectText(report, io)}\n`);
      const written = await look(own, { period: type === 1 ? first : `${first}..${last}` });
      pulled = await comparePulled(installation, state, written);
    });
  });
  return pulled;
}

/** Where the auditor's token is sent: what tickmark.yaml names, and the company wrote that. */
function tokenGoesTo(connections: readonly Connection[], env: string): string {
  const places = connections
    .filter((one) => (one.secrets ?? []).length > 0)
    .map((one) => `${one.id} (${String(one.settings['url'] ?? one.connector.id)})`);
  return `The token in ${env} is sent to: ${places.join(', ')}. tickmark.yaml says so; check it before you go on with a token of your own.`;
}
