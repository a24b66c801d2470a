import { defineControl } from '../control.ts';

export const codeOfConduct = defineControl({
  id: 'code-of-conduct',
  version: 1,
  title: 'Everyone agrees to the code of conduct',
  promise:
    'Everyone who works for us, management first, agrees in writing to the code of conduct and the policies on joining, and confirms it anew at the promised cadence.',
  how: 'New people get the code and the policies on their first day, and agree with name, date and version. At the promised cadence everyone is asked again. The list of agreements is held against the list of people; who is missing is reminded, and after that their manager is asked.',
  owner: 'Head of people',
  frequency: 'yearly',
  cadence: ['conduct-acknowledgement.every'],
  checks: [],
  records: ['conduct-acknowledgement'],
  documents: ['code-of-conduct', 'acceptable-use'],
  variants: [
    {
      for: 'one-person',
      instead: 'The owner signs the code and hands it to the adviser from outside; contractors agree to it as employees would.',
      compensating: null,
    },
  ],
  criteria: [
    {
      criterion: 'CC1.1',
      reason: 'Those who lead sign the same code as everybody else, and before them, so that honest conduct is asked of all alike.',
    },
    {
      criterion: 'CC2.2',
      reason: 'On the first day, and again every year, each person is handed what is expected of them and says that they have read it.',
    },
    { criterion: 'CC5.3', reason: 'Agreeing by version puts each policy before the people who carry it out, and shows who has not seen it yet.' },
  ],
});
