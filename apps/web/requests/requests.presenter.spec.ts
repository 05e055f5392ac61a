import { describe, expect, it } from '@jest/globals';
import { NOTHING_DECIDED, STANDARD_DAYS, weighed, type RequestView, type RequestWords } from '@broker/disclosure';
import { HOLIDAY_CALENDAR } from '@broker/working-calendar';
import { presentCheck, presentSent } from './check.presenter.js';
import { decisionIn, decisionSteps, presentDecisionCheck } from './decision.presenter.js';
import { presentQuestion } from './question.presenter.js';
import { presentRequest, type RequestFacts } from './request.presenter.js';
import { askedOf, placeOf, questionAfter, questionNamed, REQUEST_QUESTIONS } from './request-questions.js';
import type { QuestionFacts } from './request-question.js';
import { presentRequests, readBox, readUrgency, readWhich } from './requests.presenter.js';

const aView = (over: Partial<RequestView> = {}): RequestView =>
  ({
    id: 'r',
    reference: 'R-2026-0001',
    side: 'holding',
    state: 'sent',
    askingAgency: 'Council',
    holdingAgency: 'Police',
    askingAgencyId: 'council',
    holdingAgencyId: 'police',
    askedBy: 'asker',
    decidedBy: null,
    subjectRole: 'victim',
    convictionData: false,
    consent: 'not-asked',
    publicInterest: ['public-safety'],
    crimeExemption: false,
    exemptionTests: [],
    gateway: 'cda-115',
    purpose: 'joint-objectives',
    article8Interest: 'crime-disorder',
    authorisedInterest: null,
    urgency: 'routine',
    dueOn: '2026-12-04',
    startedAt: new Date('2026-11-20T09:00:00Z'),
    sentAt: new Date('2026-11-20T09:00:00Z'),
    isDecidedLate: null,
    items: [
      { itemId: 'a', kind: 'address', position: 1, decision: null },
      { itemId: 'b', kind: 'health', position: 2, decision: null },
    ],
    ...over,
  }) as unknown as RequestView;

const WORDS: RequestWords = {
  subject: { fullName: 'Rowan Invented', dateOfBirth: '1990-03-27', address: null, otherNames: ['Ro'] },
  whyIdentified: 'One person.',
  whyAsked: 'To visit.',
  items: [
    { id: 'a', kind: 'address', what: 'The address', why: 'To visit' },
    { id: 'b', kind: 'health', what: 'Treatment', why: 'To plan' },
  ],
  gatewayWords: '',
  necessity: 'Needed.',
  proportionality: '',
  urgencyWords: '',
  consentWords: '',
  publicInterestWords: 'Danger.',
  exemptionWords: '',
  questions: [],
  reasons: null,
  returnNote: null,
};

const facts = (view: Partial<RequestView> = {}): QuestionFacts => ({
  view: aView(view),
  words: WORDS,
  rules: { on: '2026-11-20', partners: [], purposes: [], admitted: [], gateways: [] },
  purposes: { 'joint-objectives': 'Joint objectives' },
  gatewayTexts: { 'cda-115': 'Section 115', 'cda-17a': 'Section 17A' },
  gateways: [
    { gateway: 'cda-115', open: true, rule: {} as never },
    { gateway: 'cda-17a', open: false, refusal: { code: 'a/b', clause: 'ISA-13', message: 'Closed.', mend: 'Other.' } },
  ],
  standard: STANDARD_DAYS,
});

const given = (view: Partial<RequestView> = {}, over: Partial<RequestFacts> = {}): RequestFacts => ({
  facts: facts(view),
  isDisposed: false,
  history: [],
  needsSecond: true,
  officerId: 'somebody',
  saved: null,
  disclosureId: null,
  may: new Set(['request.ask', 'request.withdraw', 'request.decide', 'request.second']),
  now: new Date('2026-11-20T12:00:00Z'),
  calendar: HOLIDAY_CALENDAR,
  ...over,
});

describe('the questions of a request', () => {
  it('ask only what applies: a public interest of a victim who has not agreed, and not of a suspect', () => {
    const names = (view: Partial<RequestView>) => askedOf(facts(view)).map(({ name }) => name);
    expect(names({ publicInterest: [], items: [] })).toContain('public-interest');
    expect(names({ subjectRole: 'suspect', publicInterest: [], items: [] })).not.toContain('public-interest');
    expect(names({ consent: 'given', publicInterest: [] })).toContain('agreed');
    expect(names({ urgency: 'urgent', gateway: 'court-order', crimeExemption: true })).toEqual(
      expect.arrayContaining(['urgent', 'order', 'exemption-tests']),
    );
  });

  it('follow one another to the check', () => {
    const way = [];
    for (let at = questionNamed('why'); at; at = questionAfter(at.name, facts())) way.push(at.name);
    expect(way).toEqual(askedOf(facts()).map(({ name }) => name));
    expect(questionNamed('nonsense')).toBeNull();
  });

  it('know where each refusal of an incomplete request is mended', () => {
    expect(placeOf('asking/protected-person')).toMatchObject({
      field: 'interest',
      question: { name: 'public-interest' },
    });
    expect(placeOf('asking/not-now')).toBeNull();
    const codes = REQUEST_QUESTIONS.flatMap(({ faults }) => Object.keys(faults));
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('list the gateways that are open, and why the others are not', () => {
    const page = presentQuestion(questionNamed('gateway')!, facts(), null, false);
    expect(page.fields[0]).toMatchObject({ items: [{ value: 'cda-115', checked: true }] });
    expect(page.closed).toMatchObject([{ text: 'Section 17A', why: 'Closed.' }]);
  });
});

describe('checking and sending', () => {
  it('shows every answer with the way to change it, and what is missing', () => {
    const { rows } = presentCheck(facts());
    const rowOf = (key: string) => rows.find((row) => row.key.text === key)!;
    expect(rowOf('The person').value.text).toBe('Rowan Invented; born 27 March 1990; also Ro');
    expect(rowOf('Proportionality')).toMatchObject({
      value: { text: 'Not answered yet' },
      actions: { items: [{ text: 'Answer', href: '/requests/r/questions/proportionality?from=check' }] },
    });
  });

  it('says by when an answer comes, and that the agreement names no time', () => {
    expect(presentSent(aView()).next.join(' ')).toMatch(/by Friday 4 December 2026.*names no time/);
  });
});

describe('the page of a request', () => {
  it('tells the deciding agency what to weigh, and offers what it may do', () => {
    const page = presentRequest(given());
    expect(page.risks).toEqual(
      expect.arrayContaining([expect.stringContaining('victim'), expect.stringContaining('in confidence')]),
    );
    expect(page.offers.map(({ text }) => text)).toEqual(['Decide', 'Ask a question first']);
    expect(page.due).toMatchObject({ who: 'Your agency is waited for', isLate: false });
  });

  it('leads back to a decision that was saved, and says whose it is', () => {
    const page = presentRequest(
      given({}, { saved: { savedBy: 'P. Officer', savedAt: new Date('2026-11-20T09:00:00Z') } }),
    );
    expect(page.offers[0]).toMatchObject({ text: 'Go on with the decision', href: '/requests/r/decide' });
    expect(page.savedDecision).toMatch(/^P\. Officer saved a decision on .*2026 at 9/);
  });

  it('offers nothing to whoever has asked themselves, and no second look to the first officer', () => {
    expect(presentRequest(given({}, { officerId: 'asker' })).offers).toEqual([]);
    const proposed = { state: 'proposed', decidedBy: 'somebody' } as const;
    expect(presentRequest(given(proposed)).offers).toEqual([]);
    expect(presentRequest(given({ ...proposed, decidedBy: 'other' })).offers).toMatchObject([
      { href: '/requests/r/second' },
    ]);
  });

  it('leads to what was disclosed in answer', () => {
    const { offers } = presentRequest(given({ state: 'disclosed' }, { disclosureId: 'd' }));
    expect(offers).toMatchObject([{ text: 'See what was disclosed', href: '/disclosures/d' }]);
  });

  it('shows the asking agency no risks, and who is waited for', () => {
    const page = presentRequest(given({ side: 'asking' }));
    expect(page.risks).toEqual([]);
    expect(page.due?.who).toBe('Police is waited for');
    expect(page.offers.map(({ text }) => text)).toEqual(['Withdraw the request']);
  });

  it('says so once the words are disposed of', () => {
    const page = presentRequest(given({ state: 'refused' }, { isDisposed: true }));
    expect([page.isDisposed, page.rows, page.due]).toEqual([true, [], null]);
  });
});

describe('the pages of a decision', () => {
  const both = (one: 'authorised' | 'refused' | null, other = one) =>
    weighed(NOTHING_DECIDED, { items: { a: { decision: one, reason: '' }, b: { decision: other, reason: '' } } });

  it('ask no balance where everything is refused', () => {
    const names = (soFar: typeof NOTHING_DECIDED) => decisionSteps(facts(), soFar).map(({ name }) => name);
    expect(names(NOTHING_DECIDED)).toEqual(['item-1', 'item-2', 'interest', 'balance', 'reasons']);
    expect(names(both('refused'))).toEqual(['item-1', 'item-2', 'reasons']);
  });

  it('want a choice, and a reason where it is a refusal', () => {
    const faultOf = (soFar: typeof NOTHING_DECIDED) => decisionSteps(facts(), soFar)[0]!.fault;
    expect(faultOf(NOTHING_DECIDED)).toMatchObject({ field: 'decision-a' });
    expect(faultOf(both('refused'))).toMatchObject({ field: 'reason-a' });
    expect(faultOf(both('authorised'))).toBeNull();
  });

  it('change what they ask for, and leave the rest of what was weighed', () => {
    const [first, second] = decisionSteps(facts(), NOTHING_DECIDED);
    const one = weighed(NOTHING_DECIDED, first!.change({ 'decision-a': 'authorised', 'reason-b': 'Elsewhere.' }));
    expect(weighed(one, second!.change({ 'reason-b': 'Half written' }))).toMatchObject({
      items: { a: { decision: 'authorised', reason: '' }, b: { decision: null, reason: 'Half written' } },
    });
  });

  it('end with the whole decision, which a second officer may have to agree to', () => {
    const soFar = weighed(both('authorised', 'refused'), {
      items: { b: { decision: 'refused', reason: 'No.' } },
      reasons: 'So.',
    });
    const page = presentDecisionCheck(facts(), soFar, true);
    expect(page).toMatchObject({ outcome: 'You authorise 1 of 2 items and refuse the rest.', needsSecond: true });
    expect(presentDecisionCheck(facts(), both('refused'), true)).toMatchObject({ needsSecond: false });
    expect(page.rows[1]).toMatchObject({ values: ['Refused', 'No.'], change: '/requests/r/decide?step=item-2' });
  });

  it('decide by what the last page has shown, and by nothing else', () => {
    const soFar = weighed(both('authorised', 'refused'), {
      reasons: 'So.',
      balance: 'Fair.',
      interest: 'crime-disorder',
    });
    const { shown } = presentDecisionCheck(facts(), soFar, true);
    const sent = Object.fromEntries(shown.map(({ name, value }) => [name, value]));
    expect(decisionIn(facts(), sent)).toEqual(soFar);
  });
});

describe('the list of requests', () => {
  it('reads what an address asks for, and nothing else', () => {
    expect([readBox('out'), readBox('toString'), readWhich(undefined), readUrgency(['urgent'])]).toEqual([
      'out',
      'in',
      'open',
      '',
    ]);
  });

  it('marks what is late and what is urgent, and says nothing of the person', () => {
    const list = { box: 'in', which: 'open', urgency: '', page: 1, mayAsk: true } as const;
    const view = aView({ urgency: 'urgent', dueOn: '2026-11-19' });
    const { entries } = presentRequests({ ...list, views: [view], now: new Date('2026-11-20T12:00:00Z') });
    expect(entries[0]).toMatchObject({ isLate: true, title: 'Request R-2026-0001', with: 'From Council' });
    expect(entries[0]!.tags.map(({ text }) => text)).toEqual(['To be decided', 'Urgent']);
    expect(JSON.stringify(entries)).not.toContain('Rowan');
  });
});
