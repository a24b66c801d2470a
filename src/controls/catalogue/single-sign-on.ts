import { defineControl } from '../control.ts';

export const singleSignOn = defineControl({
  id: 'single-sign-on',
  version: 1,
  title: 'People sign in through one identity provider',
  promise:
    "Wherever a system in scope allows it, people sign in through the company's identity provider with a second factor; where it does not, the exception is listed, has an end, and the second factor is the system's own.",
  how: 'A new system is joined to the identity provider before anybody uses it. Signing in there with a local password is switched off, apart from a sealed emergency account whose use raises an alert. At the promised cadence every system in scope is listed with how people sign in to it, and each exception with its reason and its end.',
  owner: 'Head of security',
  frequency: 'continuous',
  cadence: ['sign-on-review.every'],
  checks: [],
  records: ['sign-on-review'],
  documents: ['access-control'],
  variants: [
    {
      for: 'one-person',
      instead: 'The owner signs in to each system with a passkey or a security key, and a password manager stands in for the identity provider.',
      compensating: 'Every system in the list has its own second factor, and the codes for recovery lie sealed with somebody outside.',
    },
  ],
  criteria: [
    { criterion: 'CC6.1', reason: 'One place decides who is who, for every system that can be joined to it.' },
    { criterion: 'CC6.2', reason: 'Closing one account, at the identity provider, closes the way into all systems joined to it.' },
    { criterion: 'CC6.6', reason: 'From outside the boundary nobody comes in with a password of a single system, which could be guessed or bought.' },
  ],
});
