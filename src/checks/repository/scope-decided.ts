import { minus, or, spansOf } from '../../kernel/spans.ts';
import { hostedRepositories } from '../../populations/hosted-repositories.ts';
import { counted } from '../../populations/knowledge.ts';
import { gapsBut } from '../../populations/standing.ts';
import { defineCheck } from '../check.ts';
import { judgeState } from '../state.ts';

/** No repository escapes the question whether it counts: a decision says that it does, or did. */
export const scopeDecided = defineCheck({
  id: 'repository/scope-decided',
  version: 1,
  title: 'Somebody decided on the scope of each repository',
  asks: 'Is there a decision on record, for each repository of the organization, since when it is in scope or until when it was?',
  population: hostedRepositories,
  reads: { scope: ['what', 'id', 'since', 'until'] },
  settings: [],
  mend: 'Write a decision on the repository into the scope: since when it is in scope, or until when it was. Archive it if nobody needs it.',
  judge(item, context) {
    const { name, standing, decided, scopeKept, archived } = item.data;
    const owed = minus(standing.there, archived);
    const words = {
      wrong: `There was no decision on the scope of ${name}`,
      asked: `somebody decided on the scope of ${name}`,
      well: `A decision says since when ${name} is in scope, or until when it was.`,
      notOwed:
        scopeKept.length > 0
          ? `${name} was archived, or nothing was decided on any repository yet.`
          : 'Nobody decided on any repository: everything counts.',
    };
    const unread = counted(context.facts.scope.gaps, context.horizon).filter((gap) => gap.reason !== 'before-first-look');
    const untold = gapsBut(unread, decided);
    const broken = minus(owed, or(decided, spansOf(untold)));
    return judgeState({ standing, owed, within: scopeKept, course: { broken, untold }, words }, context);
  },
});
