import { describe, expect, it } from '@jest/globals';
import { gatewayFault, STANDARD_GATEWAY_RULES, type GatewayFacts } from '../../libs/disclosure/asking/domain/index.js';
import { COUNCIL, context, drafted, HEALTH, HOSPITAL, PARTNERS, POLICE, refusalOf, YOUTH } from '../support/asking.js';

const body = (id: string) => PARTNERS.find(({ agencyId }) => agencyId === id)!;
const facts = (asking: string, holding: string, given: Partial<GatewayFacts> = {}): GatewayFacts => ({
  on: '2026-11-20',
  asking: body(asking),
  holding: body(holding),
  itemKinds: ['address'],
  consent: null,
  publicInterest: null,
  crimeExemption: null,
  order: null,
  admitted: STANDARD_GATEWAY_RULES.map(({ gateway }) => gateway),
  rules: STANDARD_GATEWAY_RULES,
  ...given,
});
const why = (gateway: string, given: GatewayFacts): string => {
  const fault = gatewayFault(gateway, given);
  return fault ? `${fault.code} ${fault.clause}` : 'open';
};

describe('ISA-12: section 115 gives the power to disclose to relevant authorities', () => {
  it('a council, a police force and a responsible health body may receive', () => {
    for (const asking of [COUNCIL, HEALTH]) expect(why('cda-115', facts(asking, POLICE))).toBe('open');
    expect(why('cda-115', facts(POLICE, COUNCIL))).toBe('open');
  });

  it('a hospital trust and a youth offending team are no relevant authorities, and may not', () => {
    for (const asking of [HOSPITAL, YOUTH])
      expect(why('cda-115', facts(asking, POLICE))).toBe('asking/gateway-not-for-this-agency ISA-12');
  });

  it('any partner may disclose through it: a hospital trust to the police', () => {
    expect(why('cda-115', facts(POLICE, HOSPITAL))).toBe('open');
  });

  it('an agency that the register lets in or keeps out by name is let in or kept out', () => {
    const changed = (change: object) =>
      STANDARD_GATEWAY_RULES.map((rule) => (rule.gateway === 'cda-115' ? { ...rule, ...change } : rule));
    expect(why('cda-115', facts(YOUTH, POLICE, { rules: changed({ includedAgencyIds: [YOUTH] }) }))).toBe('open');
    expect(why('cda-115', facts(COUNCIL, POLICE, { rules: changed({ excludedAgencyIds: [COUNCIL] }) }))).toBe(
      'asking/gateway-not-for-this-agency ISA-12',
    );
  });

  it('a gateway is open from its first day to its last', () => {
    const rules = STANDARD_GATEWAY_RULES.map((rule) =>
      rule.gateway === 'cda-115' ? { ...rule, fromOn: '2026-11-20', untilOn: '2026-11-30' } : rule,
    );
    const on = (day: string) => why('cda-115', facts(COUNCIL, POLICE, { rules, on: day }));
    expect(['2026-11-19', '2026-11-20', '2026-11-30', '2026-12-01'].map(on)).toEqual([
      'asking/gateway-not-in-force ISA-12',
      'open',
      'open',
      'asking/gateway-not-in-force ISA-12',
    ]);
  });

  it('a gateway that the agreement in force does not name is closed', () => {
    expect(why('cda-115', facts(COUNCIL, POLICE, { admitted: ['consent'] }))).toBe(
      'asking/gateway-not-admitted ISA-12',
    );
  });

  it('the serious violence duty lets no patient information through, and nothing personal from health or social care', () => {
    expect(why('serious-violence', facts(POLICE, YOUTH))).toBe('open');
    expect(why('serious-violence', facts(COUNCIL, POLICE, { itemKinds: ['address', 'health'] }))).toBe(
      'asking/gateway-bars-the-item ISA-12',
    );
    for (const holding of [HEALTH, HOSPITAL, COUNCIL])
      expect(why('serious-violence', facts(POLICE, holding))).toBe('asking/gateway-bars-the-holder ISA-12');
  });

  it('a request through a closed gateway is not sent', () => {
    const draft = drafted({ holdingAgencyId: COUNCIL, gateway: 'serious-violence' }, POLICE);
    expect(refusalOf(draft, { step: 'send' }, context(POLICE))).toBe('asking/gateway-bars-the-holder ISA-12');
  });
});

describe('ISA-13: section 17A is for depersonalised information only', () => {
  it('lets no personal information through', () => {
    expect(why('cda-17a', facts(COUNCIL, POLICE))).toBe('asking/gateway-depersonalised-only ISA-13');
    expect(gatewayFault('cda-17a', facts(COUNCIL, POLICE))?.mend).toContain('releases');
  });
});

describe('ISA-14: the law that protects children opens a gateway of its own', () => {
  it('safeguarding is open to those who have the duty, a hospital trust and a youth offending team among them', () => {
    for (const asking of [HOSPITAL, YOUTH]) expect(why('safeguarding', facts(asking, POLICE))).toBe('open');
  });
});

describe('ISA-10: nothing is asked of, or by, an agency that has not signed', () => {
  it('is refused before anything is sent', () => {
    const draft = drafted({ holdingAgencyId: 'unsigned' });
    expect(refusalOf(draft, { step: 'send' }, context(COUNCIL))).toBe('asking/holder-not-signed ISA-10');
    const partners = PARTNERS.map((one) => (one.agencyId === COUNCIL ? { ...one, isSigned: false } : one));
    expect(refusalOf(drafted(), { step: 'send' }, context(COUNCIL, { partners }))).toBe(
      'asking/asking-agency-not-signed ISA-10',
    );
  });
});
