import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { searchText } from './paging.ts';
import { viewQuery, viewRefuses } from './view.ts';

export const foundKind = z.enum(['control', 'check', 'population', 'item', 'criterion', 'policy', 'connection']);

export const found = z.object({
  kind: foundKind,
  id: z.string(),
  title: z.string(),
  /** Where it belongs, or what is said of it. */
  hint: z.string(),
  /** The path of its page. */
  href: z.string(),
});

export const find = endpoint({
  method: 'GET',
  path: '/find',
  tag: 'Find',
  may: 'read',
  says: 'The twenty that fit some words best: controls, checks, populations, items, criteria, policies and connections.',
  query: viewQuery.extend({ q: searchText.describe('Words that the title or the id must hold, in any case and order.') }),
  answers: z.object({ rows: z.array(found) }),
  refuses: viewRefuses,
});
