import { defineProtectionCheck } from './protected.ts';

/** Administrators are bound like everybody else. */
export const administratorsBound = defineProtectionCheck({
  id: 'branch/administrators-bound',
  title: 'Protection of production branches bound administrators',
  asks: 'Did the protection of each production branch bind administrators, too, all period long?',
  mend: 'Let the protection bind administrators. The time in which it did not stays an exception.',
  fields: ['bindsAdministrators'],
  well: (state) => state.bindsAdministrators,
  words: (branch) => ({
    wrong: `${branch} had a protection that did not bind administrators`,
    asked: `${branch} had a protection that bound administrators, too`,
    well: `As far as the period was seen, ${branch} had a protection that bound administrators, too.`,
  }),
});
