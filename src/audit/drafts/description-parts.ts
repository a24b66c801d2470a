import type { DescriptionId } from './draft-facts.ts';

interface DescriptionPart {
  readonly title: string;
  /** What the company has to write where it has written nothing. */
  readonly write: string;
}

/** The parts of a description, in our own words. Where facts cannot say it, the company does. */
export const descriptionParts: Readonly<Record<DescriptionId, DescriptionPart>> = {
  DC1: {
    title: 'Services provided',
    write: 'which services customers get, for what they use them, and what belongs to the system described here and what does not.',
  },
  DC2: {
    title: 'Commitments to customers and what follows from them',
    write:
      'what contracts, terms and published statements promise customers of each category in scope, and what the system must do so that this is kept.',
  },
  DC3: {
    title: 'Components of the system',
    write: 'how the components below work together, and where data enters, is kept and leaves.',
  },
  DC4: {
    title: 'Incidents',
    write:
      'which of the incidents came from controls that did not do what they should, or broke a commitment; how far they reached, and what was done.',
  },
  DC5: {
    title: 'Criteria and the controls that answer them',
    write: '',
  },
  DC6: {
    title: 'What customers must do themselves',
    write: 'which controls customers must keep for the commitments to be met: who may sign in, what they send, what they tell.',
  },
  DC7: {
    title: 'Subservice organizations',
    write: 'what each vendor does for the system that the commitments depend on.',
  },
  DC8: {
    title: 'Criteria that do not apply',
    write: '',
  },
  DC9: {
    title: 'Changes during the period',
    write: 'which changes of services, people or systems customers would want to know of, besides those below.',
  },
};
