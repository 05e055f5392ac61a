import { describe, expect, it } from '@jest/globals';
import type { PublishedVersion, SignatoryLine } from '@broker/agreement';
import { presentAgreement, type AgreementFacts } from './agreement.presenter.js';
import { presentTerms } from './terms.presenter.js';

const version = {
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
} satisfies PublishedVersion;
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

const facts = (changes: Partial<AgreementFacts> = {}): AgreementFacts => ({
  version,
  versions: [version],
  signatories: [],
  reviews: { dueOn: null, isOverdue: false },
  draft: null,
  agencyId: 'a',
  may: { draft: false, sign: false, withdraw: false, name: false },
  ...changes,
});
const signed: SignatoryLine = {
  ...line,
  standing: 'signed',
  version: 1,
  postHeld: 'Chief',
  signedAt: new Date('2026-11-20T09:00:00Z'),
  hasEverSigned: true,
};

describe('ISA-2: one agreement, paragraph by paragraph', () => {
  it('puts paragraphs under their sections, each with its anchor', () => {
    const { sections, purposes } = presentTerms(version);
    expect(sections.map(({ heading, paragraphs }) => [heading, paragraphs.map(({ id }) => id)])).toEqual([
      ['Introduction', ['ISA-1', 'ISA-2']],
      ['Purpose', ['ISA-3']],
    ]);
    expect(purposes).toEqual([{ id: 'ISA-5a', number: '5(a)', text: 'To plan' }]);
  });

  it('says how days are counted only where the signed text does', () => {
    expect(presentTerms(version).days).toContain('calendar days');
    expect(presentTerms({ ...version, textFormat: 1 }).days).toBeNull();
  });

  it('is empty before the first version', () => {
    expect(presentAgreement(facts({ version: null, versions: [] }))).toMatchObject({
      version: null,
      terms: null,
      next: null,
    });
  });
});

describe('ISA-10: who has signed', () => {
  it('tells signed from unsigned, and counts', () => {
    const page = presentAgreement(facts({ signatories: [line, { ...signed, agencyId: 'b' }] }));
    expect(page.signedBy).toBe('1 of 2 agencies have signed.');
    expect(page.signatories.map(({ signed: on }) => on)).toEqual([null, 'Friday 20 November 2026']);
    expect(page.signatories[0]).toMatchObject({ class: 'Co-operating', why: 'It has never signed.' });
  });

  it('tells an agency that no signature binds what is closed to it, with each clause', () => {
    const { closed } = presentAgreement(facts({ signatories: [line] }));
    expect(closed?.acts.map(({ words }) => words)).toContain('Upload a dataset');
    expect(closed?.acts.every(({ clause }) => clause.text.length > 0)).toBe(true);
    expect(presentAgreement(facts({ signatories: [signed] })).closed).toBeNull();
  });

  it('offers a signing officer the newest text until their agency has signed it', () => {
    const newest = { ...version, id: 'w', version: 2, state: 'sent' as const, oldEndsOn: '2026-12-31' };
    const may = { draft: false, sign: true, withdraw: true, name: false };
    const page = presentAgreement(facts({ versions: [newest, version], signatories: [signed], may }));
    expect(page.next).toMatchObject({ number: 2, oldEnds: 'Thursday 31 December 2026' });
    expect(page.next?.signing).toBe('/agreement/versions/2/sign');
    const both = presentAgreement(
      facts({ versions: [newest, version], signatories: [{ ...signed, version: 2 }], may }),
    );
    expect(both.next?.signing).toBeNull();
    expect(presentAgreement(facts({ signatories: [signed] })).next).toBeNull();
  });
});
