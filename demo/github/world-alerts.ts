import type { Instant } from '../../src/kernel/time.ts';
import type { AccountId } from './world-base.ts';

export interface Alerts {
  readonly dependabot: readonly DependabotAlert[];
  readonly codeScanning: readonly CodeScanningAlert[];
  readonly secretScanning: readonly SecretAlert[];
}

export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** What became of an alert, in order: `reopened` undoes what was before it. */
export type AlertEvent =
  | { readonly kind: 'fixed' | 'reopened'; readonly at: Instant }
  | {
      readonly kind: 'dismissed';
      readonly at: Instant;
      readonly by: AccountId;
      /** GitHub's words: `tolerable_risk`, `won't fix`, … */
      readonly reason: string;
      readonly comment: string | null;
      /** Who reviewed the request to dismiss, where one was asked for. */
      readonly approvedBy: AccountId | null;
    };

export interface DependabotAlert {
  readonly id: number;
  readonly number: number;
  readonly createdAt: Instant;
  readonly severity: Severity;
  readonly ghsa: string;
  readonly cve: string | null;
  readonly package: { readonly ecosystem: string; readonly name: string };
  readonly manifest: string;
  readonly range: string;
  readonly patched: string | null;
  readonly summary: string;
  readonly events: readonly AlertEvent[];
}

export interface CodeScanningAlert {
  readonly id: number;
  readonly number: number;
  readonly createdAt: Instant;
  readonly severity: Severity;
  readonly rule: string;
  readonly description: string;
  readonly tool: string;
  readonly path: string;
  readonly line: number;
  readonly events: readonly AlertEvent[];
}

export interface SecretAlert {
  readonly id: number;
  readonly number: number;
  readonly createdAt: Instant;
  readonly type: string;
  readonly title: string;
  /** The live secret, as GitHub hands it out to whoever does not ask for `hide_secret`. Made up. */
  readonly secret: string;
  readonly path: string;
  readonly publiclyLeaked: boolean;
  readonly pushProtectionBypassed: { readonly at: Instant; readonly by: AccountId } | null;
  /** When the issuer stopped honouring it. */
  readonly inactiveFrom: Instant | null;
  readonly events: readonly SecretEvent[];
}

export type SecretEvent =
  | { readonly kind: 'reopened'; readonly at: Instant; readonly by: AccountId }
  | {
      readonly kind: 'resolved';
      readonly at: Instant;
      readonly by: AccountId;
      readonly resolution: 'revoked' | 'false_positive' | 'used_in_tests' | 'wont_fix' | 'pattern_deleted';
      readonly comment: string | null;
    };
