import type { z } from 'zod';
import { getView, type judgedView } from '../../contract/view.ts';
import { implement } from '../implement.ts';

export const view = [
  implement(getView, async ({ place, query }) => {
    const { json } = await place.views.ask(query, 'view', {});
    const { audits } = await place.views.known(query);
    return { ...(JSON.parse(json) as Omit<z.input<typeof judgedView>, 'audits'>), audits: [...audits.audits] };
  }),
];
