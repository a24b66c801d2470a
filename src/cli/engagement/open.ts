import type { Command } from 'commander';
import { decideEngagement, listEngagements, openEngagement, readEngagement, requireActor, requireOutsiders } from '../../engine/engagements.ts';
import { readKnownToday } from '../../engine/known-facts.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { EngagementCommand } from '../../workflows/engagements/engagement-commands.ts';
import { collectValues, withActor, withData } from '../options.ts';
import type { Session } from '../session.ts';
import { answering, type CommonOptions, onEngagement, reading, zoneOf } from './run.ts';
import { engagementJson, engagementText, listText } from './text.ts';

interface OpenOptions extends CommonOptions {
  readonly audit: string;
  readonly firm: string;
  readonly auditor: readonly string[];
  readonly category?: readonly string[];
}

/** Opening, looking at, and closing an engagement. */
export function registerOpen(group: Command, session: Session): void {
  const list = group
    .command('list', { isDefault: true })
    .description('Every engagement, and how far it has come.')
    .option('--json', 'print it as JSON');
  withData(list).action((options: CommonOptions) =>
    answering(session, options, listEngagements, { json: (all) => all.map(({ id, state }) => engagementJson(id, state)), text: listText }),
  );
  const open = group
    .command('open')
    .description('Begin an engagement with an audit firm for one audit of the records; pins the versions of controls and checks.')
    .argument('<engagement>', 'its id, such as type-2-2025');
  open
    .requiredOption('--audit <id>', 'an audit of records/scope.yaml; assess it first')
    .requiredOption('--firm <name>', 'the audit firm')
    .requiredOption('--auditor <id=name>', 'an auditor; repeat for more', collectValues)
    .option('--category <name>', 'a category in scope; repeat for more (default: all of the program)', collectValues)
    .option('--json', 'print it as JSON');
  withActor(withData(open)).action((id: string, options: OpenOptions) =>
    answering(
      session,
      options,
      (installation) => {
        const { audit, firm, category: categories = [], as: by } = options;
        return openEngagement(installation, { id, audit, firm, auditors: options.auditor.map(readAuditor), categories, by });
      },
      { json: (state) => engagementJson(id, state), text: (state, page) => engagementText(id, state, page), zone: zoneOf },
    ),
  );
  reading(group, 'show', 'What was frozen, drawn, marked and asked for.').action((id: string, options: CommonOptions) =>
    answering(session, options, async (installation) => (await readEngagement(installation, id)).state, {
      json: (state) => engagementJson(id, state),
      text: (state, page) => engagementText(id, state, page),
      zone: zoneOf,
    }),
  );
  registerSimple(group, session);
}

/** Commands that take an auditor, or a reason, and nothing else. */
function registerSimple(group: Command, session: Session): void {
  onEngagement(group, 'add-auditor', 'Let another auditor into the engagement; an auditor of it does this.')
    .requiredOption('--auditor <id=name>', 'who')
    .action((id: string, options: CommonOptions & { auditor: string }) =>
      simply(session, id, options, { type: 'add-auditor', auditor: readAuditor(options.auditor) }),
    );
  onEngagement(group, 'close', 'Close it: nothing is frozen, drawn or marked any more.')
    .requiredOption('--reason <text>', 'why')
    .action((id: string, options: CommonOptions & { reason: string }) => simply(session, id, options, { type: 'close', reason: options.reason }));
}

/** A command of which nothing more needs to be known. */
export function simply(session: Session, id: string, options: CommonOptions, command: EngagementCommand): Promise<void> {
  return answering(
    session,
    options,
    async (installation) => {
      const { state } = await readEngagement(installation, id);
      const today = await readKnownToday(installation);
      requireActor(state, today, options.as);
      if (command.type === 'add-auditor') requireOutsiders([command.auditor], today);
      return decideEngagement(installation, id, options.as, command);
    },
    { json: (state) => engagementJson(id, state), text: (state, page) => engagementText(id, state, page), zone: zoneOf },
  );
}

function readAuditor(text: string): { id: string; name: string } {
  const [, id, name] = /^([A-Za-z0-9][A-Za-z0-9._-]{0,99})=(.+)$/.exec(text) ?? [];
  if (id !== undefined && name !== undefined) return { id, name: name.trim() };
  throw new Refusal('cli/auditor', `--auditor takes ID=NAME, such as aud-1="Ada Example", not "${text}".`);
}
