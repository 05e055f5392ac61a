import type { Clause, Refusal } from '@broker/kernel';

const refusal = (code: string, clause: Clause, message: string, mend: string): Refusal => ({
  code: `asking/${code}`,
  clause,
  message,
  mend,
});

const OTHER = 'Choose a gateway that is open to your agency.';
const CORRECT = 'If the register is wrong about this, the partnership manager can correct it.';

/** A gateway that the register does not hold. */
export const noSuchGateway = (): Refusal =>
  refusal('no-such-gateway', 'ISA-12', 'The register of gateways holds no such gateway.', OTHER);

/** Why a gateway is closed to a request. */
export const gatewayRefusals = {
  noSuchGateway,
  notAdmitted: (clause: Clause) =>
    refusal('gateway-not-admitted', clause, 'The agreement in force does not name this gateway.', OTHER),
  notYet: (clause: Clause, on: string) =>
    refusal('gateway-not-in-force', clause, `This gateway is not open before ${on}.`, `${OTHER} ${CORRECT}`),
  noLonger: (clause: Clause, on: string) =>
    refusal('gateway-not-in-force', clause, `This gateway closed after ${on}.`, `${OTHER} ${CORRECT}`),
  depersonalisedOnly: (clause: Clause) =>
    refusal(
      'gateway-depersonalised-only',
      clause,
      'This gateway is for depersonalised information only. It does not let personal information through.',
      'Use the partners’ releases, or choose another gateway.',
    ),
  notAReceiver: (clause: Clause, agency: string) =>
    refusal(
      'gateway-not-for-this-agency',
      clause,
      `${agency} is not among the bodies that may receive information through this gateway.`,
      `${OTHER} ${CORRECT}`,
    ),
  holderBarred: (clause: Clause, agency: string) =>
    refusal(
      'gateway-bars-the-holder',
      clause,
      `${agency} may not disclose personal information through this gateway.`,
      `${OTHER} ${CORRECT}`,
    ),
  itemBarred: (clause: Clause, kind: string) =>
    refusal(
      'gateway-bars-the-item',
      clause,
      `This gateway does not let this kind of information through: ${kind}.`,
      'Choose another gateway, or leave the item out.',
    ),
  noConsent: (clause: Clause) =>
    refusal(
      'gateway-without-consent',
      clause,
      'This gateway is the person’s consent, and they have not given it.',
      OTHER,
    ),
  noInterest: (clause: Clause) =>
    refusal(
      'gateway-without-interest',
      clause,
      'This gateway is an overriding public interest, and none is chosen.',
      'Choose at least one of the six criteria and explain it, or choose another gateway.',
    ),
  noExemption: (clause: Clause) =>
    refusal(
      'gateway-without-exemption',
      clause,
      'This gateway is the crime exemption, and you have said that it does not apply.',
      'Answer its three tests, or choose another gateway.',
    ),
  noOrder: (clause: Clause) =>
    refusal(
      'gateway-without-order',
      clause,
      'This gateway is the order of a court, and the order is not named.',
      'Name the court, the order and its date, or choose another gateway.',
    ),
};
