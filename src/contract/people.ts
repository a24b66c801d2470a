import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const listPeople = endpoint({
  method: 'GET',
  path: '/people',
  tag: 'Program',
  may: 'read',
  says: 'Everybody whom the records name, so that an id can be shown with a name.',
  answers: z.object({ rows: z.array(z.object({ id: z.string(), name: z.string() })) }),
  refuses: { 'program/several': 409 },
});
