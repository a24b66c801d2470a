import { z } from 'zod';
import { instantField } from '../fields.ts';
import { defineKind } from '../kind.ts';
import { told } from '../told.ts';

/** Something that was brought to an environment, with what became of it. Key: the host's id of the deployment. */
export const deployment = defineKind({
  id: 'deployment',
  title: 'Deployment',
  schema: z.strictObject({
    repository: z.string(),
    environment: z.string(),
    production: told(z.boolean()),
    commit: z.string(),
    ref: z.string(),
    createdAt: instantField,
    /** `account:` and the host's id; `''` where nobody knows. */
    by: z.string(),
    byType: z.enum(['person', 'bot', 'unknown']),
    /** Each state it went through, oldest first. */
    statuses: z.array(z.strictObject({ state: z.string(), at: instantField })),
    /** The run of a pipeline that made it; null where it was not made by one. */
    run: told(z.string().nullable()),
  }),
});

/** One run of a pipeline. Key: the host's id of the run. */
export const pipelineRun = defineKind({
  id: 'pipeline-run',
  title: 'Pipeline run',
  schema: z.strictObject({
    repository: z.string(),
    pipeline: z.string(),
    event: z.string(),
    branch: z.string().nullable(),
    commit: z.string(),
    startedAt: instantField,
    endedAt: instantField.nullable(),
    conclusion: z.string().nullable(),
    by: z.string(),
  }),
});
