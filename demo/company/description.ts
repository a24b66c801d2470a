import { calendarDate } from '../../src/kernel/calendar.ts';
import { at } from '../clock.ts';
import type { SystemDescription } from './world-program.ts';

/** As it was written before the first audit. */
const FIRST: SystemDescription = {
  recorded: at(calendarDate('2024-12-12'), '16:30:00'),
  services:
    'Harbourlight (demo) runs berths, tide tables, manifests and invoices for small ports: an application in the browser, interfaces for shipping agents, and messages to whoever waits on the quay.',
  sections: {
    DC1: 'Ports and their agents book berths, announce ships with their manifests, and get tide tables, invoices and messages from one service. It is offered from one hosting provider’s region, with copies in a second one, to some forty ports.',
    DC2: 'We promise customers that the service can be reached in 99.5 of 100 hours of a month, that a message about a berth goes out within five minutes, that what they entrust to us is seen by nobody who does not need it, and that it can be restored from the night before. The terms of use and the page on security say so; what follows from it for our own work stands in the policies.',
    DC3: 'Infrastructure: virtual machines, a database and a document store at the hosting provider, described as code. Software: fifteen repositories, from the application to the pipelines, on the code host. People: some twenty-five, in platform, product, data, security, support and operations. Procedures: fourteen policies and the records kept beside them. Data: berths, ships, manifests, invoices, and the names and addresses of agents.',
    DC4: 'No incident has kept us from meeting what we promise to customers. Every incident, whatever its size, is on the list of incidents with its severity, its times and its review.',
    DC5: 'The controls are those that the list of controls names, with the criteria of security and availability that each bears on. Access goes by one identity provider, changes by pull request and pipeline, and what is promised at a cadence leaves a record.',
    DC6: 'Customers have to give their own people accounts and take them away, keep their tokens for the interfaces to themselves, and tell us when one is lost.',
    DC7: 'The hosting provider guards the halls, power and machines beneath us; the code host keeps the source and runs the pipelines. Both are left to their own reports, and the controls that we count on there are named.',
    DC8: 'Every criterion of security and of availability bears on the system. There is no office of ours, so what is asked of buildings is answered by the provider’s halls and by the rules for devices.',
    DC9: 'The program itself is new: policies, scope and records were set up in the last quarter of 2024.',
  },
  subservice: [
    { vendor: 've-1', method: 'carved-out' },
    { vendor: 've-2', method: 'carved-out' },
  ],
  customerControls: [
    {
      id: 'cc-accounts',
      text: 'The customer opens and closes the accounts of its own people, and looks through them once a quarter.',
      criteria: ['CC6.2', 'CC6.3'],
    },
    {
      id: 'cc-tokens',
      text: 'The customer keeps tokens for the interfaces secret, and reports a lost one within a day.',
      criteria: ['CC6.1', 'CC7.3'],
    },
    { id: 'cc-contacts', text: 'The customer names somebody who can be reached when the service is disturbed.', criteria: ['CC2.3', 'A1.3'] },
  ],
  vendorControls: [
    { id: 'vc-halls', vendor: 've-1', text: 'Only authorised people enter the data centres, and visits are logged.', criteria: ['CC6.4'] },
    { id: 'vc-power', vendor: 've-1', text: 'Power, cooling and fire protection are doubled, maintained and tested.', criteria: ['A1.2'] },
    { id: 'vc-disks', vendor: 've-1', text: 'Disks are destroyed before they leave the data centre.', criteria: ['CC6.5'] },
    {
      id: 'vc-source',
      vendor: 've-2',
      text: 'The code host keeps repositories apart, enforces the rules of branches, and keeps its log of events whole.',
      criteria: ['CC6.1', 'CC8.1'],
    },
  ],
};

/** What the company says of its system in its own words, version by version, oldest first. */
export const DESCRIPTION: readonly SystemDescription[] = [
  FIRST,
  {
    ...FIRST,
    recorded: at(calendarDate('2025-12-22'), '11:15:00'),
    sections: {
      ...FIRST.sections,
      DC4: 'No incident in the year kept us from meeting what we had promised to customers. Four were serious enough for a review of their own; each is on the list of incidents with its severity, its times and what came of it.',
      DC9: 'In the year a stand-by of the service was set up in a second region, the support desk moved behind the identity provider, the promise on access reviews was written anew in July, and the nightly files to customs offices ended in August.',
    },
  },
];
