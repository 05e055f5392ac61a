import type { Refusal } from '@broker/kernel';
import { readLocalDate } from '@broker/working-calendar';
import { TEXT_MAX } from './answers.js';
import { gatewayRefusals } from './gateway-refusals.js';
import { STANDARD_GATEWAY_RULES, type GatewayRule } from './gateway-rules.js';
import { stepRefusals as no } from './request-refusals.js';
import { isKeyOf, ITEM_KINDS } from './request.js';

/** What of a gateway a partnership can correct. The ground that it asks for belongs to the gateway itself. */
export type GatewayChange = Omit<GatewayRule, 'gateway' | 'ground'>;

const BODY = /^(any|[a-z]+(\/(responsible|co-operating|participating))?)$/;

/** Why the register cannot be corrected so; null when it can. @param agencyIds the partnership's agencies. */
export function correctionFault(
  gateway: string,
  change: GatewayChange,
  reason: string,
  agencyIds: readonly string[],
): Refusal | null {
  if (!STANDARD_GATEWAY_RULES.some((rule) => rule.gateway === gateway)) return gatewayRefusals.noSuchGateway();
  const { fromOn, untilOn, receivers, barredHolders, barredItems, includedAgencyIds, excludedAgencyIds, source } =
    change;
  if (!readLocalDate(fromOn, 'the first day', 'ISA-12').ok)
    return no.ruleFaulty('The first day is missing or is no day.');
  if (untilOn !== null && !readLocalDate(untilOn, 'the last day', 'ISA-12').ok)
    return no.ruleFaulty('The last day is not a day of the calendar.');
  if (untilOn !== null && untilOn < fromOn) return no.ruleFaulty('The last day lies before the first.');
  if (receivers.length === 0 && includedAgencyIds.length === 0)
    return no.ruleFaulty('No body may receive information: a gateway that is open to nobody is ended by its last day.');
  if (
    ![...receivers, ...barredHolders].every((body) => BODY.test(body)) ||
    !barredItems.every((one) => isKeyOf(ITEM_KINDS, one))
  )
    return no.unknownChoice();
  if (![...includedAgencyIds, ...excludedAgencyIds].every((id) => agencyIds.includes(id)))
    return no.ruleFaulty('An agency that is named is not in your partnership.');
  if (includedAgencyIds.some((id) => excludedAgencyIds.includes(id)))
    return no.ruleFaulty('An agency is both let in and kept out.');
  if (source.trim() === '') return no.ruleFaulty('It is not told where the rule stands.');
  if (reason.trim() === '') return no.ruleFaulty('It is not told why the register is corrected.');
  return source.length > TEXT_MAX || reason.length > TEXT_MAX ? no.tooLong() : null;
}
