import { defineControl } from '../control.ts';

export const vendorReviews = defineControl({
  id: 'vendor-reviews',
  version: 1,
  title: 'Vendors are decided on and reviewed',
  promise:
    "No vendor gets our or our customers' data before it is listed, tiered, decided on and bound by contract; critical ones are reviewed at the promised cadence, and the list is compared with payments and sign-ins.",
  how: 'The owner of a vendor finds out what data it would get, how it protects it and how we would leave, and writes it down; the head of security decides. The contract covers secrecy, security, notice of incidents, and return and deletion of data. A review reads the newest report, its exceptions, the duties it leaves to us and the time it does not cover, and ends in keep, keep with measures, or leave. A vendor that payments or sign-ins reveal is added, and decided on.',
  owner: 'Head of security',
  frequency: 'yearly',
  cadence: ['vendor-review.every', 'vendor-list-review.every'],
  checks: [],
  records: ['vendor-review', 'vendor-list-review'],
  documents: ['vendor-management'],
  variants: [
    {
      for: 'one-person',
      instead:
        'The owner decides on each vendor with the reasons written down; the adviser from outside goes through the decisions on critical ones.',
      compensating: 'Critical vendors are chosen among those with an independent report, so that the judgement rests on somebody who looked.',
    },
  ],
  criteria: [
    { criterion: 'CC2.3', reason: 'The contract tells a vendor what we expect of it, and by when it must tell us of an incident.' },
    { criterion: 'CC3.4', reason: 'A review asks for changes of ownership, subcontractors and service, which move our risks without our doing.' },
    {
      criterion: 'CC9.2',
      reason: 'Vendors are judged before they get data and again at the promised cadence, by their reports and by what those leave out.',
    },
    { criterion: 'C1.1', reason: 'Confidential information goes to no outsider who is not bound to secrecy and to giving it back.' },
  ],
});
