import { defineControl } from '../control.ts';

export const incidentExercises = defineControl({
  id: 'incident-exercises',
  version: 1,
  title: 'Incident response is rehearsed',
  promise:
    'At the promised cadence at least two of us play through an incident, and write down what happened, what was decided and what is to change.',
  owner: 'Head of security',
  cadence: ['tabletop.every'],
  checks: ['incident/tabletop-documented'],
  documents: ['incident-response'],
  criteria: [
    {
      criterion: 'CC7.4',
      reason: 'Playing through an incident tries the response programme, its roles and its ways of reporting before they are needed.',
    },
    { criterion: 'CC7.5', reason: 'The notes carry what was learned into how recovery is planned.' },
  ],
});
