import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { missingOf, PARTICULARS } from './particulars.js';
import { NO_RECORD_WORDS, type RecordFacts } from './record.js';
import { withAnswers, type RecordAnswers, type RecordContent } from './record-entries.js';
import { nextRecordState, RECORD_WORKFLOW, type RecordStep } from './record-workflow.js';

const CONTEXT = { today: '2026-11-20', purposeIds: ['reduce-crime'], gatewayIds: ['cda-115'] };
const NOTHING: RecordContent = {
  facts: {
    channel: 'telephone',
    outcome: 'disclosed',
    occurredOn: null,
    subjectRole: null,
    convictionData: false,
    consent: null,
    purpose: null,
    gateway: null,
    article8Interest: null,
  } satisfies RecordFacts,
  words: NO_RECORD_WORDS,
};
const WHOLE: RecordAnswers = {
  occurredOn: '2026-11-19',
  fullName: 'Ada Invented',
  requestingOfficer: 'B. Invented, designated officer',
  summary: 'Whether the address is known',
  grounds: 'To keep a neighbour safe',
  purpose: 'reduce-crime',
  dealingOfficer: 'C. Invented, designated officer',
};
const given = (answers: RecordAnswers, before = NOTHING): RecordContent => {
  const content = withAnswers(before, answers, CONTEXT);
  if (!content.ok) throw new Error(content.refusal.code);
  return content.value;
};

describe('ISA-24: the six particulars', () => {
  it('are all missing of an empty record and none of a whole one', () => {
    expect(missingOf(NOTHING.facts, NOTHING.words)).toEqual(Object.keys(PARTICULARS));
    expect(missingOf(given(WHOLE).facts, given(WHOLE).words)).toEqual([]);
  });

  it.each([
    ['occurredOn', 'date'],
    ['fullName', 'subject'],
    ['requestingOfficer', 'requesting-officer'],
    ['summary', 'summary'],
    ['grounds', 'grounds'],
    ['purpose', 'grounds'],
    ['dealingOfficer', 'dealing-officer'],
  ])('without %s the particular “%s” is missing, and the record cannot be finished', (field, particular) => {
    const content = given({ ...WHOLE, [field]: ' ' });
    expect(missingOf(content.facts, content.words)).toEqual([particular]);
    expect(nextRecordState('incomplete', 'finish', content)).toMatchObject({
      ok: false,
      refusal: { code: 'records/incomplete', clause: 'ISA-24' },
    });
  });
});

const often = <T>(usual: T, ...rare: T[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...rare) });
const text = often('words', '', '  ', '\t');
const answers = fc.record(
  {
    occurredOn: often('2026-11-19', '', '2026-02-30', '2027-01-01'),
    fullName: text,
    requestingOfficer: text,
    summary: text,
    grounds: text,
    purpose: often('reduce-crime', '', 'curiosity'),
    dealingOfficer: text,
  },
  { requiredKeys: [] },
);
const step = fc.constantFrom<RecordStep>('save', 'finish', 'supersede');

describe('whatever is answered and done, in whatever order', () => {
  it('no path leads to a final record of which a particular is missing, and none back from it (ISA-24)', () => {
    let finals = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(answers, step), { maxLength: 12 }), fc.boolean(), (path, isGenerous) => {
        let state: keyof typeof RECORD_WORKFLOW = 'incomplete';
        let content = isGenerous ? given(WHOLE) : NOTHING;
        for (const [changed, done] of path) {
          const wanted = withAnswers(content, changed, CONTEXT);
          if (!wanted.ok) continue;
          const next = nextRecordState(state, done, wanted.value);
          if (!next.ok) continue;
          if (state === 'incomplete') content = wanted.value;
          expect(state === 'incomplete' || next.value === 'superseded').toBe(true);
          state = next.value;
          if (state === 'incomplete') continue;
          finals += 1;
          expect(missingOf(content.facts, content.words)).toEqual([]);
        }
      }),
      { numRuns: 3000 },
    );
    expect(finals).toBeGreaterThan(100);
  });
});

describe('withAnswers', () => {
  it.each([
    ['a purpose that the agreement lacks', { purpose: 'curiosity' }, 'records/no-such-purpose'],
    ['a legal power that the agreement lacks', { gateway: 'because' }, 'records/no-such-gateway'],
    ['a day to come', { occurredOn: '2026-11-21' }, 'records/in-the-future'],
    ['a day that no calendar has', { occurredOn: '2026-02-30' }, 'records/unreadable'],
    ['another channel', { channel: 'pigeon' }, 'records/unreadable'],
    ['another outcome', { outcome: '' }, 'records/unreadable'],
    ['too long a text', { summary: 'x'.repeat(10_001) }, 'records/too-long'],
    ['too long another name', { otherNames: ['x'.repeat(201)] }, 'records/too-long'],
  ])('refuses %s', (_, changed, code) => {
    expect(withAnswers(NOTHING, changed, CONTEXT)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('keeps what is left out and empties what is emptied', () => {
    const content = given({ grounds: '', otherNames: [' Ad ', ''] }, given(WHOLE));
    expect(content.words).toMatchObject({ summary: WHOLE.summary, grounds: '' });
    expect(content.words.subject).toMatchObject({ fullName: WHOLE.fullName, otherNames: ['Ad'] });
  });
});
