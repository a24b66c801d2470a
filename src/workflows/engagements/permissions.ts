import { Refusal } from '../../kernel/refusal.ts';
import type { Who } from '../workflow.ts';
import { type Engagement, type Frozen, frozenPopulation } from './engagement-state.ts';

/** Only an auditor who was named in this engagement marks, draws and asks in it. */
export function requireAuditor({ auditors, firm }: Pick<Engagement, 'auditors' | 'firm'>, { by }: Who): void {
  if (auditors.some((one) => one.id === by)) return;
  throw new Refusal('engagement/not-its-auditor', `"${by}" is no auditor of this engagement (${firm}: ${auditors.map((one) => one.id).join(', ')}).`);
}

export function requireCompany({ auditors }: Pick<Engagement, 'auditors'>, { by }: Who): void {
  if (auditors.some((one) => one.id === by)) throw new Refusal('engagement/not-the-company', `"${by}" is an auditor here; the company does this.`);
}

/** A name that every object answers to, such as "constructor", is no control. */
export function requireControl(control: string, { pins }: Pick<Engagement, 'pins'>): void {
  if (Object.hasOwn(pins.controls, control)) return;
  throw new Refusal(
    'engagement/control-out-of-scope',
    `The control "${control}" is not in the scope of this engagement (${Object.keys(pins.controls).length} are).`,
  );
}

export function requireReason(reason: string): string {
  if (reason.trim() === '') throw new Refusal('engagement/no-reason', 'Say why: the reason stays with the workpapers.');
  return reason.trim();
}

export function requireFrozen(population: string, state: Engagement): Frozen {
  const frozen = frozenPopulation(state, population);
  if (frozen === undefined)
    throw new Refusal('engagement/not-frozen', `The population ${population} is not frozen yet. Run: tickmark engagement freeze`);
  return frozen;
}
