import type { Clause, LocalDate, Refusal } from '@broker/kernel';
import { inWords } from '@broker/working-calendar';
import { GATEWAY_CLAUSES, type GatewayRule } from './gateway-rules.js';
import { gatewayRefusals as no } from './gateway-refusals.js';
import { ITEM_KINDS, type Consent, type ItemKind, type PublicInterest } from './request.js';

/** A body as the register sees it. */
export interface Body {
  agencyId: string;
  name: string;
  /** `police`, `health` … */
  kind: string;
  /** `responsible`, `co-operating` or `participating`. */
  class: string;
}

/** What decides which gateways are open to a request. Nulls are not told yet, and close nothing. */
export interface GatewayFacts {
  on: LocalDate;
  asking: Body;
  holding: Body | null;
  itemKinds: readonly ItemKind[];
  consent: Consent | null;
  publicInterest: readonly PublicInterest[] | null;
  crimeExemption: boolean | null;
  /** Whether the order of the court is named; null where it has not been asked. */
  order: boolean | null;
  /** The gateways that the agreement in force admits, by id. */
  admitted: readonly string[];
  rules: readonly GatewayRule[];
}

/** Whether one gateway is open, and if not, why. */
export type GatewayAnswer =
  { gateway: string; open: true; rule: GatewayRule } | { gateway: string; open: false; refusal: Refusal };

/** Whether a list of bodies of the register names one: by kind, or by kind and class. */
export const names = (list: readonly string[], { kind, class: standing }: Body): boolean =>
  list.includes('any') || list.includes(kind) || list.includes(`${kind}/${standing}`);

const isIn = (list: readonly string[], { agencyId }: Body): boolean => list.includes(agencyId);

/** The clause of the agreement that a gateway is refused by. */
export const clauseOfGateway = (gateway: string): Clause => GATEWAY_CLAUSES[gateway] ?? 'ISA-12';

/**
 * Answers for every gateway of the register whether it is open to this request (ISA-12, 13, 14, 16, 17), in the register's order.
 * A gateway whose ground has not been told yet is open: the ground is asked for before the request can be sent.
 */
export const gatewaysOpenTo = (facts: GatewayFacts): GatewayAnswer[] =>
  facts.rules.map((rule) => {
    const refusal = closedBy(rule, facts);
    return refusal ? { gateway: rule.gateway, open: false, refusal } : { gateway: rule.gateway, open: true, rule };
  });

/** Why one gateway is closed to a request; null when it is open. `asking/no-such-gateway` for one that the register does not hold. */
export function gatewayFault(gateway: string, facts: GatewayFacts): Refusal | null {
  const answer = gatewaysOpenTo(facts).find((one) => one.gateway === gateway);
  if (!answer) return no.noSuchGateway();
  return answer.open ? null : answer.refusal;
}

function closedBy(rule: GatewayRule, facts: GatewayFacts): Refusal | null {
  const { gateway, fromOn, untilOn } = rule;
  const clause = clauseOfGateway(gateway);
  if (!facts.admitted.includes(gateway)) return no.notAdmitted(clause);
  if (facts.on < fromOn) return no.notYet(clause, inWords(fromOn));
  if (untilOn !== null && facts.on > untilOn) return no.noLonger(clause, inWords(untilOn));
  if (!rule.opensPersonal) return no.depersonalisedOnly(clause);
  return bodyFault(rule, facts) ?? itemFault(rule, facts) ?? groundFault(rule, facts);
}

function bodyFault(rule: GatewayRule, { asking, holding }: GatewayFacts): Refusal | null {
  const clause = clauseOfGateway(rule.gateway);
  const mayReceive =
    !isIn(rule.excludedAgencyIds, asking) && (isIn(rule.includedAgencyIds, asking) || names(rule.receivers, asking));
  if (!mayReceive) return no.notAReceiver(clause, asking.name);
  if (!holding) return null;
  const isBarred = isIn(rule.excludedAgencyIds, holding) || names(rule.barredHolders, holding);
  return isBarred && !isIn(rule.includedAgencyIds, holding) ? no.holderBarred(clause, holding.name) : null;
}

function itemFault({ gateway, barredItems }: GatewayRule, { itemKinds }: GatewayFacts): Refusal | null {
  const barred = itemKinds.find((kind) => barredItems.includes(kind));
  return barred ? no.itemBarred(clauseOfGateway(gateway), ITEM_KINDS[barred]) : null;
}

function groundFault({ gateway, ground }: GatewayRule, facts: GatewayFacts): Refusal | null {
  const { consent, publicInterest, crimeExemption, order } = facts;
  const clause = clauseOfGateway(gateway);
  if (ground === 'consent' && consent !== null && consent !== 'given') return no.noConsent(clause);
  if (ground === 'public-interest' && publicInterest !== null && publicInterest.length === 0)
    return no.noInterest(clause);
  if (ground === 'crime-exemption' && crimeExemption === false) return no.noExemption(clause);
  return ground === 'order' && order === false ? no.noOrder(clause) : null;
}
