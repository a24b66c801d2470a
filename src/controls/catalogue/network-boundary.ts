import { defineControl } from '../control.ts';

export const networkBoundary = defineControl({
  id: 'network-boundary',
  version: 1,
  title: 'Nothing answers to the internet unless it must',
  promise:
    'Only what must be reached from outside is, by listed ports and over encrypted protocols; rules that let traffic in are changed like code and gone through at the promised cadence; data stores have no public address.',
  how: 'Firewall rules and public addresses are kept as code, in which everything is closed that no rule opens. Systems are administered through the identity provider or a gateway, never through an open port. At the promised cadence the rules are gone through one by one, and a scan from outside shows what answers. A rule without a reason is removed.',
  owner: 'Head of engineering',
  frequency: 'continuous',
  cadence: ['network-review.every'],
  checks: [],
  records: ['network-review'],
  documents: ['access-control'],
  variants: [
    {
      for: 'platform-only',
      instead:
        'There is no firewall of ours: the public routes, domains and data store connections that the platform opens are gone through instead, and stores take connections from named sources only.',
      compensating: 'How the platform keeps its own network is read in its report, with the vendor reviews.',
    },
  ],
  criteria: [
    { criterion: 'CC6.1', reason: 'Data stores and administration are reached only by a way that knows who comes.' },
    { criterion: 'CC6.6', reason: 'Closed is the rule, each opening has its reason, and a scan from outside shows that nothing else answers.' },
  ],
});
