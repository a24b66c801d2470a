import { defineControl } from '../control.ts';

export const incidentExercises = defineControl({
  id: 'incident-exercises',
  version: 1,
  title: 'Incident response is rehearsed',
  promise:
    'At the promised cadence at least two of us play through an incident, and write down what happened, what was decided and what is to change.',
  how: 'The head of security writes a scene from what could really happen. Those who would have to act play it through: who notices, who decides, who is told, do the numbers of the list work. Notes are written while memory is fresh, with what is to change. Each change gets an owner and a day.',
  owner: 'Head of security',
  frequency: 'yearly',
  cadence: ['tabletop.every'],
  checks: ['incident/tabletop-documented'],
  records: [],
  documents: ['incident-response'],
  variants: [
    {
      for: 'one-person',
      instead: 'The owner plays with the helper from outside who would be called in an incident.',
      compensating: null,
    },
  ],
  criteria: [
    {
      criterion: 'CC7.4',
      reason: 'Playing through an incident tries the response programme, its roles and its ways of reporting before they are needed.',
    },
    { criterion: 'CC7.5', reason: 'The notes carry what was learned into how recovery is planned.' },
  ],
});
