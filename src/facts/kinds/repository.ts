import { z } from 'zod';
import { instantField } from '../fields.ts';
import { defineKind } from '../kind.ts';

/** A repository as its own tree describes it. Key: the sha of its oldest root commit. */
export const repository = defineKind({
  id: 'repository',
  title: 'Repository',
  schema: z.strictObject({
    name: z.string(),
    codeowners: z.array(z.string()),
    continuousIntegration: z.array(z.string()),
    dependencyUpdates: z.array(z.string()),
  }),
});

/** The head of a production branch, as each look saw it. Key: repository root, `:`, branch name. */
export const branch = defineKind({
  id: 'branch',
  title: 'Production branch',
  schema: z.strictObject({
    repository: z.string(),
    name: z.string(),
    head: z.string(),
    /** Heads seen before that this head does not descend from: history was rewritten. */
    lostHeads: z.array(z.string()),
    /** Commits that were on the branch and no longer are. */
    lostCommits: z.array(z.string()),
    /** Commits on the first-parent chain of this head, as git counts them: the second source for the population of changes. */
    firstParentCommits: z.number().int(),
    /** All commits reachable from this head, as git counts them. */
    reachableCommits: z.number().int(),
  }),
});

export const tag = defineKind({
  id: 'tag',
  title: 'Tag',
  schema: z.strictObject({
    repository: z.string(),
    name: z.string(),
    commit: z.string(),
    taggedAt: instantField.nullable(),
    annotated: z.boolean(),
  }),
});
