import { describe, expect, it } from '@jest/globals';
import type { PartnerLine } from '@broker/agreement';
import { cellsOf, presentPartners } from './partners.presenter.js';

const line = (over: Partial<PartnerLine> = {}): PartnerLine =>
  ({
    agencyId: 'a',
    agency: 'Anytown Police',
    kind: 'police',
    todayName: null,
    class: 'responsible',
    position: 1,
    postHeld: 'Chief',
    signedAt: new Date('2026-11-20T09:00:00Z'),
    posture: {
      cover: { state: 'in-post', officerIds: ['o'], vacantSince: null },
      training: { state: 'trained', until: '2027-10-20' },
      registration: { state: 'registered', until: '2027-03-31' },
    },
    mendings: [],
    ...over,
  }) as PartnerLine;

const vacant = line({
  agency: 'Anytown Fire',
  signedAt: null,
  posture: {
    cover: { state: 'vacant', officerIds: [], vacantSince: '2026-11-01' },
    training: { state: 'never', until: null },
    registration: { state: 'lapsed', until: '2026-10-31' },
  },
  mendings: [
    { clause: 'ISA-21', what: 'soon', fails: false },
    { clause: 'ISA-20', what: 'now', fails: true },
  ],
});

describe('the board of partners', () => {
  it('says in each cell a word, a shape and a date, never a colour alone', () => {
    expect(cellsOf(line()).map(({ shape, word, note }) => `${shape} ${word}, ${note}`)).toEqual([
      '✓ Signed, Friday 20 November 2026',
      '✓ In post, null',
      '✓ Trained, until Wednesday 20 October 2027',
      '✓ Registered, until Wednesday 31 March 2027',
    ]);
    expect(cellsOf(vacant).map(({ shape, word, note }) => `${shape} ${word}, ${note}`)).toEqual([
      '✗ Not signed, null',
      '✗ Vacant, since Sunday 1 November 2026',
      '✗ Nobody in post, null',
      '✗ Lapsed, ended Saturday 31 October 2026',
    ]);
  });

  it('counts who keeps the agreement, and lists what fails before what is about to', () => {
    const page = presentPartners([line(), vacant]);
    expect(page.summary).toContain('1 of 2 agencies');
    expect(page.mendings.map(({ what, isFailing, clause }) => [what, isFailing, clause.href])).toEqual([
      ['now', true, '/agreement#ISA-20'],
      ['soon', false, '/agreement#ISA-21'],
    ]);
  });
});
