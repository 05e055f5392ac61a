import { describe, expect, it } from '@jest/globals';
import type { FindingView, LogRow, RevealView } from '@broker/audit';
import type { Actor } from '@broker/identity';
import { presentFinding } from './findings.presenter.js';
import { filterAsked, presentLogFilter } from './log-filter.presenter.js';
import { channelText, interestText } from './log-words.js';
import { lineOf } from './log.presenter.js';
import { presentReveal } from './reveals.presenter.js';

const ROW: LogRow = {
  kind: 'record',
  id: 'record-1',
  reference: 'D-2026-0007',
  enteredAt: new Date('2026-11-20T10:00:00Z'),
  occurredOn: '2026-11-19',
  agencyId: 'police',
  agency: 'Police',
  counterpart: 'Council',
  officerId: 'ann',
  officer: 'Ann',
  state: 'final',
  side: 'holding',
  what: 'disclosure',
  channel: 'post',
  outcome: 'disclosed',
  purpose: 'objectives',
  gateway: 'cda-115',
  dataset: null,
  subjectRole: 'victim',
  convictionData: false,
  disposedAt: null,
  personCode: 'K7P-3QX',
  exceptions: ['no-grounds'],
  releaseId: null,
  proof: { eventId: 'event-1', sequence: 1234 },
};
const WORDS = { purposes: { objectives: 'Joint objectives' }, gateways: {} };

describe('a row of the disclosure log', () => {
  it('shows the person masked, what the rules find, and the proof mark', () => {
    expect(lineOf(ROW, WORDS)).toMatchObject({
      title: 'D-2026-0007',
      href: '/disclosure-log/record-1',
      flow: 'Police to Council',
      person: { mask: '·····', code: 'K7P-3QX', role: 'Victim', same: '/disclosure-log?samePersonAs=record-1' },
      grounds: 'Joint objectives. cda-115',
      exceptions: ['No grounds recorded'],
      proof: { href: '/proof/event-1', text: 'entry 1,234 of the log of evidence' },
    });
  });

  it('tells which way the information went', () => {
    expect(lineOf({ ...ROW, side: 'asking' }, WORDS).flow).toBe('Council to Police');
    const release = { ...ROW, kind: 'release' as const, reference: null, counterpart: null, releaseId: 'r1' };
    expect(lineOf({ ...release, dataset: 'POL-2' }, WORDS)).toMatchObject({
      flow: 'Police to every signatory',
      href: '/releases/r1',
      person: null,
    });
  });
});

describe('the filter of the log', () => {
  it('reads days whole or in their parts, and shows what is chosen with the way to leave it out', () => {
    const asked = filterAsked({
      outcome: 'refused',
      'from-day': '7',
      'from-month': '6',
      'from-year': '2026',
      to: '2026-06-30',
    });
    expect(asked).toMatchObject({ outcome: 'refused', from: '2026-06-07', to: '2026-06-30' });
    const choices = { ...WORDS, agencies: [], officers: [] };
    const { chosen } = presentLogFilter({ outcome: 'refused', from: '2026-06-07' }, choices, asked);
    expect(chosen).toEqual([
      { text: 'Refused', href: '/disclosure-log?from=2026-06-07' },
      { text: 'Entered from Sunday 7 June 2026', href: '/disclosure-log?outcome=refused' },
    ]);
  });
});

describe('a reveal', () => {
  const now = new Date('2026-11-20T10:00:00Z');
  const reveal = {
    id: 'reveal-1',
    recordId: 'record-1',
    reference: 'D-2026-0007',
    owner: 'Police',
    askedBy: 'ann',
    asker: 'Ann',
    askingAgency: 'Council',
    purpose: 'complaint',
    reason: 'It says so.',
    askedAt: now,
    lapsesAt: new Date('2026-11-21T10:00:00Z'),
    state: 'asked',
    answeredBy: null,
    answerer: null,
    answeredAt: null,
    answerWords: null,
    opensUntil: null,
    endedAt: null,
  } satisfies RevealView;
  const actor = (officerId: string, role = 'auditor') => ({ officerId, role }) as Actor;

  it('is answered by everybody but the one who asked, who can take it back', () => {
    expect(presentReveal(reveal, actor('bob'), now)).toMatchObject({
      answer: { href: '/reveals/reveal-1/answer' },
      end: null,
    });
    expect(presentReveal(reveal, actor('ann'), now)).toMatchObject({ answer: null, end: { text: 'Take it back' } });
  });

  it('leads to the person while it is open, and only the one who asked', () => {
    const open = { ...reveal, state: 'agreed' as const, opensUntil: new Date('2026-11-20T10:30:00Z') };
    expect(presentReveal(open, actor('ann'), now).person).toBe('/disclosure-log/record-1/person');
    expect(presentReveal(open, actor('bob'), now).person).toBeNull();
    expect(presentReveal(open, actor('ann'), new Date('2026-11-20T10:30:00Z'))).toMatchObject({
      person: null,
      end: null,
    });
  });

  it('offers the record to auditors alone', () => {
    expect(presentReveal(reveal, actor('bob', 'partnership-manager'), now).record).toBeNull();
    expect(presentReveal(reveal, actor('bob'), now).record).toBe('/disclosure-log/record-1');
  });
});

describe('a finding', () => {
  const finding: FindingView = {
    id: 'finding-1',
    number: 1,
    recordId: 'record-1',
    reference: 'D-2026-0007',
    agencyId: 'police',
    agency: 'Police',
    sampleNumber: null,
    rule: null,
    severity: 'low',
    words: 'The summary is thin.',
    finder: 'Ann',
    foundAt: new Date('2026-11-20T10:00:00Z'),
    followUpOn: '2026-12-04',
    state: 'open',
    answer: null,
    answerer: null,
    answeredAt: null,
    auditorWords: null,
    closer: null,
    closedAt: null,
  };
  const now = new Date('2026-11-20T11:00:00Z');
  const auditor = { officerId: 'ann', agencyId: 'council', role: 'auditor' } as Actor;
  const officer = { officerId: 'bob', agencyId: 'police', role: 'designated-officer' } as Actor;

  it('is closed by an auditor at any time, and asked again only once it was answered', () => {
    const follow = (state: FindingView['state'], actor = auditor) =>
      presentFinding({ ...finding, state }, actor, now).follow;
    expect(follow('open')).toMatchObject({ href: '/findings/finding-1/follow-up', mayReopen: false });
    expect(follow('answered')).toMatchObject({ mayReopen: true });
    expect(follow('closed')).toBeNull();
    expect(follow('answered', officer)).toBeNull();
  });

  it('is answered by its own agency alone, while it waits for the agency', () => {
    const answer = (state: FindingView['state'], actor: Actor) =>
      presentFinding({ ...finding, state }, actor, now).answer;
    expect(answer('open', officer)).toMatchObject({ href: '/findings/finding-1/answer' });
    expect(answer('answered', officer)).toBeNull();
    expect(answer('open', { ...officer, agencyId: 'council' })).toBeNull();
  });
});

describe('codes of a record', () => {
  it('read as the product calls them, and plainly where no list does', () => {
    expect(interestText('crime-disorder')).toBe('Preventing crime and disorder');
    expect(interestText('peace-and-quiet')).toBe('Peace and quiet');
    expect(channelText('secure-email')).not.toBe('secure-email');
  });
});
