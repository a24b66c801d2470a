import { getAssessment, getAssessmentReport, listAssessments } from '../../contract/assessments.ts';
import { listSealed, sealedFindings, sealedReport } from '../../engine/sealed-answers.ts';
import { jsonText } from '../../engine/views/json-text.ts';
import { implement } from '../implement.ts';

export const assessments = [
  implement(listAssessments, async ({ place }) => ({ rows: await listSealed(place.installation) })),
  // What was sealed has a format of its own, which the contract leaves open.
  implement(getAssessment, async ({ place, params, query }) =>
    jsonText<never>((await sealedFindings(place.installation, { ...params, ...query })) as never),
  ),
  implement(getAssessmentReport, async ({ place, params, query }) =>
    jsonText<never>((await sealedReport(place.installation, { ...params, ...query })) as never),
  ),
];
