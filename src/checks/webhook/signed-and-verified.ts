import { isUntold, type Told, type Untold } from '../../facts/told.ts';
import { and } from '../../kernel/spans.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { webhooks } from '../../populations/webhooks.ts';
import { defineCheck } from '../check.ts';
import { courseOf, judgeState, spansWhere } from '../state.ts';

const reads = { webhook: ['scheme', 'active', 'certificateVerified', 'signed'] } as const;

type Webhook = Context<typeof reads>['facts']['webhook']['subjects'][number];
type State = Webhook['versions'][number]['state'];

/** Whoever receives events can tell that they are the host's, and the host sends them to nobody else. */
export const signedAndVerified = defineCheck({
  id: 'webhook/signed-and-verified',
  version: 1,
  title: 'Webhooks were signed, and their receivers verified',
  asks: 'Was each active webhook signed with a secret, and sent over https to a receiver whose certificate was verified?',
  population: webhooks,
  reads,
  settings: [],
  mend: 'Set a secret for the webhook, send it over https, and verify the certificate of its receiver; or delete it.',
  judge(item, context) {
    const { standing, subject } = item.data;
    const webhook = subjectOf(context.facts.webhook, subject) as Webhook;
    const what = item.title.charAt(0).toLowerCase() + item.title.slice(1);
    const lacking = [...new Set(webhook.versions.filter((one) => one.state.active).flatMap(({ state }) => lacks(state)))];
    const words = {
      wrong: `The ${what} was active and ${lacking.join(', or ')}`,
      asked: `the ${what} was signed, and its receiver verified`,
      well: `Every look saw the ${what} signed, and its receiver verified.`,
      notOwed: `The ${what} was not active: it sends nothing.`,
    };
    const owed = and(
      standing.there,
      spansWhere(webhook, (one) => one.active),
    );
    return judgeState({ standing, owed, course: courseOf(webhook, isSound), words }, context);
  },
});

/** One thing that is wrong is enough, whatever else is not told. */
function isSound(state: State): Told<boolean> {
  if (lacks(state).length > 0) return false;
  const untold = [state.signed, state.certificateVerified].find((one): one is Untold => isUntold(one));
  return untold ?? true;
}

function lacks({ scheme, signed, certificateVerified }: State): readonly string[] {
  return [
    ...(scheme === 'https' ? [] : [`sent over ${scheme}`]),
    ...(signed === false ? ['not signed'] : []),
    ...(certificateVerified === false ? ["sent without verifying the receiver's certificate"] : []),
  ];
}
