import type { Command } from 'commander';
import { calendarDate } from '../../kernel/calendar.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { type RequestState, requestStates } from '../../workflows/engagements/engagement-events.ts';
import { collectValues } from '../options.ts';
import type { Session } from '../session.ts';
import { simply } from './open.ts';
import { type CommonOptions, onEngagement } from './run.ts';

interface AskOptions extends CommonOptions {
  readonly title: string;
  readonly control?: string;
  readonly due?: string;
}

interface AnswerOptions extends CommonOptions {
  readonly state: string;
  readonly comment: string;
  readonly evidence?: readonly string[];
}

/** What the auditor asks to see, and what became of it. */
export function registerRequests(group: Command, session: Session): void {
  onEngagement(group, 'request', 'Ask the company for something; an auditor does this.')
    .requiredOption('--title <text>', 'what is asked for')
    .option('--control <id>', 'the control that it is about')
    .option('--due <day>', 'by when')
    .action((id: string, { title, control, due, ...options }: AskOptions) =>
      simply(session, id, options, { type: 'request', title, control: control ?? null, due: due === undefined ? null : calendarDate(due) }),
    );
  const numbered = (name: string, description: string) => onEngagement(group, name, description).argument('<request>', 'such as R-001');
  numbered('answer', 'Provide what was asked for (the company), or accept, return, withdraw or reopen it (an auditor).')
    .requiredOption('--state <state>', requestStates.join(', '))
    .option('--comment <text>', 'with it', '')
    .option('--evidence <place>', 'where it stands: a file, an address, a leaf of the ledger; repeat for more', collectValues)
    .action((id: string, request: string, { state, comment, evidence = [], ...options }: AnswerOptions) =>
      simply(session, id, options, { type: 'move-request', request, state: readState(state), comment, evidence }),
    );
  numbered('comment', 'Say something to a request.')
    .requiredOption('--comment <text>', 'what')
    .action((id: string, request: string, { comment, ...options }: CommonOptions & { comment: string }) =>
      simply(session, id, options, { type: 'comment', request, comment }),
    );
}

function readState(state: string): RequestState {
  const found = requestStates.find((one) => one === state);
  if (found) return found;
  throw new Refusal('cli/request-state', `--state is ${requestStates.join(', ')}, not "${state}".`);
}
