import { accept, refuse, type Result } from '@broker/kernel';
import { conditionsOf, type Person, type RecordAsked } from './conditions.js';
import type { Act } from './table.js';

/**
 * Answers "may this person do this?", to this record where one is named.
 * @returns the act accepted, or the refusal of the first condition that is not met: `agreement/not-signed`, `agreement/not-a-signatory`
 * (ISA-10), `identity/not-your-role` (clause of the act), `identity/scope-missing`, `identity/not-your-agency`,
 * `identity/another-partnership` (ISA-26), `identity/training-lapsed` (ISA-22) or `identity/step-up-needed` (ISA-26), which comes last so that
 * nobody is asked to show who they are for something that stays closed.
 */
export function mayAct(act: Act, person: Person, record?: RecordAsked): Result<Act> {
  const unmet = conditionsOf(act, person, record).find(({ refusal }) => refusal !== null);
  return unmet?.refusal ? refuse(unmet.refusal) : accept(act);
}
