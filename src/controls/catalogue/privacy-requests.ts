import { defineControl } from '../control.ts';

export const privacyRequests = defineControl({
  id: 'privacy-requests',
  version: 1,
  title: 'Requests and complaints about personal data are answered',
  promise:
    'Whoever asks for a copy of their data, for who received it, for a correction or for deletion, or complains, is identified and answered within the promised time, with the reason where we refuse; corrections and deletions are passed on to those who received the data.',
  how: 'Requests come in at the address that the notice gives, and are entered with their day. We make sure who asks, by no more than that takes. The answer is the copy with its receivers, the correction or deletion, or the reason why not and where to complain. Receivers are told of corrections and deletions. At the promised cadence the list is gone through: what was late, what was refused, and what complaints say about our practice.',
  owner: 'Privacy owner',
  frequency: 'each-time',
  cadence: ['privacy-request-review.every'],
  checks: [],
  records: ['privacy-request-review'],
  documents: ['privacy'],
  variants: [],
  criteria: [
    { criterion: 'P4.3', reason: 'Deletion that somebody asks for reaches also the copies that others received.' },
    { criterion: 'P5.1', reason: 'Whoever has shown who they are gets a copy of their data, or the reason why not, within the promised time.' },
    { criterion: 'P5.2', reason: 'Corrections are made and passed on to receivers; a refusal says why and where one can complain.' },
    { criterion: 'P6.7', reason: 'The answer to somebody who asks lists what is held on them and to whom it went.' },
    { criterion: 'P7.1', reason: 'People point out what is wrong about them, and it is put right.' },
    { criterion: 'P8.1', reason: 'Complaints are entered, answered, and gone through for what they say about our practice.' },
  ],
});
