import type { Implemented } from './implement.ts';
import { assessments } from './resources/assessments.ts';
import { audits } from './resources/audits.ts';
import { changes } from './resources/changes.ts';
import { checks } from './resources/checks.ts';
import { connections } from './resources/connections.ts';
import { controls } from './resources/controls.ts';
import { decisions } from './resources/decisions.ts';
import { engagements } from './resources/engagements.ts';
import { events } from './resources/events.ts';
import { evidence } from './resources/evidence.ts';
import { finding } from './resources/find.ts';
import { installation } from './resources/installation.ts';
import { ledger } from './resources/ledger.ts';
import { packages } from './resources/packages.ts';
import { policies } from './resources/policies.ts';
import { populations } from './resources/populations.ts';
import { records } from './resources/records.ts';
import { results } from './resources/results.ts';
import { session } from './resources/session.ts';
import { view } from './resources/view.ts';
import { work } from './resources/work.ts';
import { workpapers } from './resources/workpapers.ts';

/** Every endpoint that is answered, and by what. */
export const resources: readonly Implemented[] = [
  ...view,
  ...results,
  ...controls,
  ...populations,
  ...finding,
  ...checks,
  ...decisions,
  ...ledger,
  ...changes,
  ...evidence,
  ...installation,
  ...connections,
  ...assessments,
  ...audits,
  ...engagements,
  ...workpapers,
  ...packages,
  ...policies,
  ...records,
  ...work,
  ...events,
  ...session,
];
