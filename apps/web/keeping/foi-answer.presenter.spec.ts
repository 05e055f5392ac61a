import { describe, expect, it } from '@jest/globals';
import type { FoiLine } from '@broker/disclosure';
import {
  claimedIn,
  exemptionPlaces,
  foiExemptionsHref,
  presentFoiExemptions,
  saidInAddress,
} from './foi-answer.presenter.js';

const line = { id: 'f1', reference: 'F-2026-0001' } as FoiLine;
const said = { outcome: 'refused', answeredOn: '2026-11-20', considered: ['31', '40'] };
const idsOf = (fields: readonly { id: string }[]) => fields.map(({ id }) => id);

describe('the reasons of an answer under the Freedom of Information Act', () => {
  it('are asked for each exemption apart, and the balance only where the public interest decides', () => {
    const { fields } = presentFoiExemptions(line, said);
    expect(idsOf(fields)).toEqual(['reliedOn-31', 'why-31', 'publicInterest-31', 'reliedOn-40', 'why-40']);
    expect(fields.flatMap(({ heading }) => heading ?? [])).toEqual([
      'Section 31: Law enforcement',
      'Section 40: Personal information',
    ]);
  });

  it('carry codes and a day in the address, and nothing that is not among the exemptions', () => {
    const href = foiExemptionsHref('f1', said);
    expect(href).toBe('/foi/f1/answer/exemptions?outcome=refused&answeredOn=2026-11-20&considered=31.40');
    expect(saidInAddress({ ...said, considered: '40.<b>.31' })).toEqual(said);
  });

  it('keep apart what is said no to from what is not said', () => {
    const claimed = claimedIn(said, { 'reliedOn-31': 'no', 'why-31': 'Nothing in it helps anyone' });
    expect(claimed).toMatchObject([
      { section: '31', reliedOn: false, why: 'Nothing in it helps anyone' },
      { section: '40', reliedOn: null, why: '' },
    ]);
  });

  it.each([
    ['disclosure/reliance-not-said', { 'reliedOn-31': 'no' }, 'reliedOn-40'],
    ['disclosure/words-missing', { 'why-31': 'x' }, 'why-40'],
    ['disclosure/no-public-interest-balance', { 'reliedOn-31': 'yes', 'reliedOn-40': 'yes' }, 'publicInterest-31'],
    ['disclosure/exemption-without-use', { 'reliedOn-31': 'no', 'reliedOn-40': 'yes' }, 'reliedOn-40'],
    ['disclosure/no-exemption-relied-on', { 'reliedOn-31': 'no', 'reliedOn-40': 'no' }, 'reliedOn-31'],
  ])('show %s at the exemption that it is about', (code, form, field) => {
    expect(exemptionPlaces(claimedIn(said, form))[code]).toBe(field);
  });
});
