import type { Command } from 'commander';
import { decideExclusion, type Exclusion, listExclusions, requestExclusion } from '../engine/exclusions.ts';
import type { Installation } from '../engine/installation.ts';
import { isoInstant } from '../kernel/time.ts';
import { withConfigured } from './configured.ts';
import { collectValues, withActor, withData } from './options.ts';
import { counted, type Page, pageFor, paragraph } from './page.ts';
import type { Session } from './session.ts';

interface Options {
  readonly as: string;
  readonly check: string;
  readonly item: readonly string[];
  readonly reason: string;
  readonly until: string;
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
}

/** `tickmark exclusion …`: accepting a finding until a day, asked for by one person and approved by another. */
export function registerExclusion(program: Command, session: Session): void {
  const group = program
    .command('exclusion')
    .description('Accept a finding until a day: one person asks, another with the authority approves. The outcome beneath stays.');
  const list = group.command('list', { isDefault: true }).description('Every exclusion that was asked for here, with what was decided.');
  withJson(withData(list)).action((options: Options) => showing(session, options, async (installation) => listExclusions(installation)));
  const request = group
    .command('request')
    .description('Ask that named items of one check be accepted until a day.')
    .requiredOption('--check <id>', 'the check, such as change/ticket-reference')
    .requiredOption('--item <key>', 'an item as reports print it; repeat for more', collectValues)
    .requiredOption('--reason <text>', 'why it is accepted')
    .requiredOption('--until <day>', 'the last day on which it counts, within a year');
  withActor(withJson(withData(request))).action((options: Options) =>
    showing(session, options, async (installation) => [
      await requestExclusion(installation, {
        check: options.check,
        items: options.item,
        reason: options.reason,
        until: options.until,
        by: options.as,
      }),
    ]),
  );
  const decisions = {
    approve: 'Approve it, as another person with the authority "exclusions".',
    reject: 'Reject it.',
    end: 'End it before its day.',
  } as const;
  for (const type of ['approve', 'reject', 'end'] as const) {
    const command = group.command(type).description(decisions[type]).argument('<id>', 'such as X-0001');
    if (type === 'approve') command.option('--reason <text>', 'kept with it', '');
    else command.requiredOption('--reason <text>', 'why');
    withActor(withJson(withData(command))).action((id: string, options: Options) =>
      showing(session, options, async (installation) => [await decideExclusion(installation, { id, by: options.as, type, reason: options.reason })]),
    );
  }
}

function withJson(command: Command): Command {
  return command.option('--json', 'print it as JSON');
}

async function showing({ io }: Session, options: Options, work: (installation: Installation) => Promise<readonly Exclusion[]>): Promise<void> {
  await withConfigured(io, options, async (installation) => {
    const exclusions = await work(installation);
    const page = pageFor(io, 'UTC');
    if (options.json) io.out(`${JSON.stringify(exclusions.map(json), null, 2)}\n`);
    else
      io.out(
        exclusions.length === 0
          ? 'No exclusion was asked for here. Those of the records stand in records/exclusions.yaml.\n'
          : exclusions.map((one) => text(one, page)).join('\n'),
      );
  });
}

function json({ id, state }: Exclusion): object {
  if (state.status === 'none') return { id, status: 'none' };
  const { approvedAt, until, ...rest } = state;
  return { id, ...rest, approvedAt: approvedAt === null ? null : isoInstant(approvedAt), until: isoInstant(until) };
}

const words = { requested: 'asked for, not approved yet: it excludes nothing', approved: 'approved', rejected: 'rejected', ended: 'ended' } as const;

function text({ id, state }: Exclusion, page: Page): string {
  if (state.status === 'none') return `${id}: there is no such exclusion.\n`;
  const { check, items, reason, requestedBy, approvedBy, until, status } = state;
  const who = approvedBy === null ? `asked for by ${requestedBy}` : `asked for by ${requestedBy}, approved by ${approvedBy}`;
  const lines = [
    `${page.paint.bold(id)}  ${words[status]}`,
    paragraph(page, 2, `${check}, ${counted(items.length, 'item')}: ${items.join(', ')}`),
    paragraph(page, 2, `Why: ${reason}`),
    paragraph(
      page,
      2,
      `${who}; ${status === 'ended' ? 'ended' : 'ends'} ${isoInstant(until)}. It counts from its approval on, for the periods judged after it; the findings beneath stay what they are.`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
