import type { Category } from '../../controls/criteria.ts';
import type { ControlReport, SeenBy } from '../program-report.ts';
import { figure } from '../report/wording.ts';

export const categoryTitles: Readonly<Record<Category, string>> = {
  security: 'Security',
  availability: 'Availability',
  confidentiality: 'Confidentiality',
  'processing-integrity': 'Processing integrity',
  privacy: 'Privacy',
};

export const frequencyWords: Readonly<Record<ControlReport['frequency'], string>> = {
  continuous: 'all the time',
  'each-time': 'each time it happens',
  daily: 'every day',
  weekly: 'every week',
  monthly: 'every month',
  quarterly: 'every quarter',
  'half-yearly': 'every half year',
  yearly: 'every year',
};

/** How it is seen that a control operated. */
export const seenByWords: Readonly<Record<SeenBy, string>> = {
  automated: 'what systems tell',
  record: 'records that people made',
  document: 'an adopted document alone',
  open: 'nothing that Tickmark sees',
};

/** `96.7 %`; `100 %` only if it is. */
export function share(part: number): string {
  if (part >= 1) return '100 %';
  return `${(Math.floor(part * 1000) / 10).toFixed(1)} %`;
}

/** The text as a whole sentence, with one full stop. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) || trimmed === '' ? trimmed : `${trimmed}.`;
}

/** `2,014`, `1,204.125`: item-days have decimals. */
export function amount(of: number): string {
  const [whole, decimals] = String(of).split('.');
  return figure(Number(whole)) + (decimals === undefined ? '' : `.${decimals}`);
}
