import { Refusal } from '../../kernel/refusal.ts';
import type { Who } from '../workflow.ts';
import type { Engagement } from './engagement-state.ts';

/** Only an auditor who was named in this engagement marks, draws and asks in it. */
export function requireAuditor({ auditors, firm }: Pick<Engagement, 'auditors' | 'firm'>, { by }: Who): void {
  if (auditors.some((one) => one.id === by)) return;
  throw new Refusal('engagement/not-its-auditor', `"${by}" is no auditor of this engagement (${firm}: ${auditors.map((one) => one.id).join(', ')}).`);
}

export function requireCompany({ auditors }: Pick<Engagement, 'auditors'>, { by }: Who): void {
  if (auditors.some((one) => one.id === by)) throw new Refusal('engagement/not-the-company', `"${by}" is an auditor here; the company does this.`);
}

export function requireReason(reason: string): string {
  if (reason.trim() === '') throw new Refusal('engagement/no-reason', 'Say why: the reason stays with the workpapers.');
  return reason.trim();
}
