import { describe, expect, it } from '@jest/globals';
import type { PublishedVersion, SignatoryLine } from '@broker/agreement';
import { presentAgreement } from './agreement.presenter.js';

const version: PublishedVersion = {
  id: 'v',
  partnershipId: 'p',
  version: 1,
  state: 'in-force',
  textFormat: 2,
  gateways: [{ id: 'cda-115', clause: 'ISA-12', text: 'Section 115' }],
  retention: [{ kind: 'Releases', amount: 7, unit: 'years' }],
  reading: 'literal',
  reviewOn: '2027-11-20',
  oldEndsOn: null,
  clauses: [
    { clause: 'ISA-1', heading: 'Introduction', text: 'First.' },
    { clause: 'ISA-2', text: 'Second.' },
    { clause: 'ISA-3', heading: 'Purpose', text: 'Third.' },
  ],
  purposes: [{ id: 'planning', clause: 'ISA-5a', text: 'To plan' }],
  textSha256: 'ab',
  publishedAt: new Date('2026-11-20T09:00:00Z'),
};
const line: SignatoryLine = {
  agencyId: 'a',
  agency: 'Anytown Police',
  kind: 'police',
  todayName: null,
  class: 'co-operating',
  position: 1,
  standing: 'unsigned',
  version: null,
  withdrawnAt: null,
  hasEverSigned: false,
  postHeld: null,
  signedAt: null,
};

describe('ISA-2: one agreement, paragraph by paragraph', () => {
  it('puts paragraphs under their sections, each with its anchor', () => {
    const { sections, purposes } = presentAgreement(version, []);
    expect(sections.map(({ heading, paragraphs }) => [heading, paragraphs.map(({ id }) => id)])).toEqual([
      ['Introduction', ['ISA-1', 'ISA-2']],
      ['Purpose', ['ISA-3']],
    ]);
    expect(purposes).toEqual([{ id: 'ISA-5a', number: '5(a)', text: 'To plan' }]);
  });

  it('is empty before the first version', () => {
    expect(presentAgreement(null, [])).toMatchObject({ version: null, sections: [], purposes: [] });
  });
});

describe('ISA-10: who has signed', () => {
  it('tells signed from unsigned, and counts', () => {
    const signed = { ...line, agency: 'Council', postHeld: 'Chief', signedAt: new Date('2026-11-20T09:00:00Z') };
    const page = presentAgreement(version, [line, signed]);
    expect(page.signedBy).toBe('1 of 2 agencies have signed.');
    expect(page.signatories.map(({ signed: on }) => on)).toEqual([null, 'Friday 20 November 2026']);
    expect(page.signatories[0]?.class).toBe('Co-operating');
  });
});
