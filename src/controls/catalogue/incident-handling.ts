import { defineControl } from '../control.ts';

export const incidentHandling = defineControl({
  id: 'incident-handling',
  version: 1,
  title: 'Incidents are led, told and learned from',
  promise:
    'Each incident has a severity, one lead and a timeline; harm is stopped first; customers and others who must know are told in time; and once it is over it is gone through, with measures that are followed to their end.',
  how: 'Whoever takes an event on sets the severity and names the lead. The lead gives out tasks, keeps the timeline, and decides when to contain, to recover and to close. Affected customers are told what happened, what we do and what they should do. Serious incidents are gone through with those who took part, and each measure becomes a ticket. At the promised cadence the list of incidents is gone through: severities, times, notices, reviews and open measures; that there were none is written down, too.',
  owner: 'Head of security',
  frequency: 'each-time',
  cadence: ['incident-log-review.every'],
  checks: [],
  records: ['incident-log-review'],
  documents: ['incident-response'],
  variants: [
    {
      for: 'one-person',
      instead: 'The owner leads each incident, and calls a named helper from outside for what one person cannot do at once.',
      compensating:
        'The helper keeps the timeline and takes part in the review, so that the account does not come only from the person whose work failed.',
    },
  ],
  criteria: [
    { criterion: 'CC2.3', reason: 'Affected customers are told what happened to them, what we do about it and what they should do.' },
    { criterion: 'CC7.3', reason: 'The severity that is set at once, and changed with a note, says how far an event touches what we promised.' },
    { criterion: 'CC7.4', reason: 'One lead and fixed steps, from containing to closing, are the programme by which incidents are handled.' },
    { criterion: 'CC7.5', reason: 'Going through an incident afterwards turns its causes into measures, and the list shows whether they were done.' },
  ],
});
