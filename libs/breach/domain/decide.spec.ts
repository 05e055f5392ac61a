import { describe, expect, it } from '@jest/globals';
import * as sample from '../../../test/support/breaches.js';
import { decide, notice, type Breach, type BreachActor, type BreachCommand, type ReportAnswers } from './index.js';

const { COUNCIL, FIRE, HEALTH, MANAGER, POLICE, STRANGER, UNSIGNED, officer, inState } = sample;
const amend = (answers: ReportAnswers): BreachCommand => ({ step: 'amend', answers });
const minuted = (action: object): BreachCommand => ({
  step: 'minute',
  text: 'Agreed.',
  actions: [{ ...sample.ACTION, ...action }],
});
const notify = { step: 'decide-commissioner', notify: true, reason: 'A risk to them.' } as const;
const CONTENT = {
  nature: 'A list was sent astray.',
  people: 40,
  records: null,
  contact: 'The data protection officer',
  consequences: 'Unwanted letters.',
  measures: 'The list was taken back.',
};

/** code, clause, the breach, the command, who gives it, on which day. */
type Case = [code: string, clause: string, breach: Breach, command: BreachCommand, actor: BreachActor, day?: string];

const REFUSED: Case[] = [
  ['not-your-report', 'ISA-32a', inState('noticed'), amend({ people: 1 }), officer(COUNCIL)],
  ['aware-date-missing', 'ISA-32a', inState('noticed'), amend({ awareOn: '2026-02-30' }), officer(POLICE)],
  ['aware-in-future', 'ISA-32a', inState('noticed'), amend({ awareOn: '2026-04-11' }), officer(POLICE)],
  ['before-agreement', 'ISA-32a', inState('noticed'), amend({ awareOn: '2025-12-31' }), officer(POLICE)],
  ['accuses-itself', 'ISA-32a', inState('noticed'), amend({ accused: [COUNCIL, POLICE] }), officer(POLICE)],
  ['not-a-signatory', 'ISA-32a', inState('noticed'), amend({ accused: [STRANGER] }), officer(POLICE)],
  ['accused-missing', 'ISA-32a', inState('noticed'), amend({ accused: [] }), officer(POLICE)],
  ['accused-missing', 'ISA-32a', sample.noticedBreach(), { step: 'report' }, officer(POLICE)],
  ['happened-missing', 'ISA-32a', inState('noticed'), amend({ whatHappened: '  ' }), officer(POLICE)],
  ['text-too-long', 'ISA-32a', inState('noticed'), amend({ whatHappened: 'x'.repeat(10_001) }), officer(POLICE)],
  ['information-missing', 'ISA-32a', inState('noticed'), amend({ information: ['gossip'] }), officer(POLICE)],
  ['people-missing', 'ISA-32a', inState('noticed'), amend({ people: -1 }), officer(POLICE)],
  ['not-your-report', 'ISA-32a', inState('noticed'), { step: 'report' }, officer(COUNCIL)],
  ['reason-missing', 'ISA-32a', inState('reported'), { step: 'withdraw', reason: '' }, officer(POLICE)],
  ['not-your-report', 'ISA-32a', inState('reported'), { step: 'withdraw', reason: 'No.' }, officer(COUNCIL)],
  ['merge-impossible', 'ISA-32a', inState('reported'), { step: 'merge', into: 'nowhere' }, officer(POLICE)],
  ['not-yours-to-merge', 'ISA-32a', inState('reported'), { step: 'merge', into: 'other' }, officer(FIRE)],
  ['not-sent-to-you', 'ISA-32b', inState('reported'), { step: 'receive' }, officer(UNSIGNED)],
  ['not-the-partner-in-breach', 'ISA-32b', inState('reported'), sample.ANSWER, officer(FIRE)],
  ['already-answered', 'ISA-32b', inState('answered'), sample.ANSWER, officer(COUNCIL)],
  ['already-answered', 'ISA-32b', inState('acting'), sample.ANSWER, officer(COUNCIL)],
  [
    'position-missing',
    'ISA-32b',
    inState('reported'),
    { ...sample.ANSWER, position: 'perhaps' } as never,
    officer(COUNCIL),
  ],
  [
    'answer-missing',
    'ISA-32b',
    inState('reported'),
    { ...sample.ANSWER, text: ' ' } as BreachCommand,
    officer(COUNCIL),
  ],
  ['answers-still-due', 'ISA-32b', inState('reported'), sample.CALL, MANAGER, '2026-04-06'],
  ['not-your-meeting', 'ISA-32c', inState('answered'), sample.CALL, officer(COUNCIL)],
  ['meeting-time-missing', 'ISA-32c', inState('answered'), { ...sample.CALL, at: 'soon' } as BreachCommand, MANAGER],
  [
    'meeting-in-past',
    'ISA-32c',
    inState('answered'),
    { ...sample.CALL, at: '2026-04-01T10:00Z' } as BreachCommand,
    MANAGER,
  ],
  ['place-missing', 'ISA-32c', inState('answered'), { ...sample.CALL, place: '' } as BreachCommand, MANAGER],
  [
    'met-in-future',
    'ISA-32c',
    inState('called'),
    { step: 'hold-meeting', on: '2026-04-11', attended: [POLICE] },
    MANAGER,
  ],
  [
    'met-before-report',
    'ISA-32c',
    inState('called'),
    { step: 'hold-meeting', on: '2026-03-31', attended: [POLICE] },
    MANAGER,
  ],
  [
    'met-before-called',
    'ISA-32c',
    inState('called'),
    { step: 'hold-meeting', on: '2026-04-09', attended: [POLICE] },
    MANAGER,
  ],
  ['nobody-attended', 'ISA-32c', inState('called'), { step: 'hold-meeting', on: '2026-04-10', attended: [] }, MANAGER],
  [
    'attended-by-non-partner',
    'ISA-32c',
    inState('called'),
    { step: 'hold-meeting', on: '2026-04-10', attended: [UNSIGNED] },
    MANAGER,
  ],
  ['minutes-missing', 'ISA-32d', inState('held'), { step: 'minute', text: '', actions: [] }, MANAGER],
  ['not-now', 'ISA-32d', inState('called'), { step: 'minute', text: 'Agreed.', actions: [] }, MANAGER],
  ['action-incomplete', 'ISA-32d', inState('held'), minuted({ text: '' }), MANAGER],
  ['action-owner-not-a-partner', 'ISA-32d', inState('held'), minuted({ ownerAgencyId: UNSIGNED }), MANAGER],
  ['action-due-before-meeting', 'ISA-32d', inState('held'), minuted({ dueOn: '2026-04-09' }), MANAGER],
  ['not-your-meeting', 'ISA-32c', inState('minuted'), { step: 'circulate' }, officer(COUNCIL)],
  ['minutes-not-sent-to-you', 'ISA-32d', inState('acting'), { step: 'receive-minutes' }, officer(UNSIGNED)],
  [
    'no-such-action',
    'ISA-32d',
    inState('acting'),
    { step: 'complete-action', actionId: 'x', note: 'Done.' },
    officer(COUNCIL),
  ],
  ['not-your-action', 'ISA-32d', inState('acting'), completing('Done.'), officer(FIRE)],
  ['note-missing', 'ISA-32d', inState('acting'), completing(' '), officer(COUNCIL)],
  ['actions-open', 'ISA-32d', inState('acting'), { step: 'close' }, MANAGER],
  ['not-your-meeting', 'ISA-32c', inState('settled'), { step: 'close' }, officer(FIRE)],
  ['not-the-controller', 'DPA-67', inState('reported'), sample.COMMISSIONER, officer(POLICE)],
  [
    'decision-reason-missing',
    'DPA-67',
    inState('reported'),
    { ...sample.COMMISSIONER, reason: '' } as BreachCommand,
    officer(COUNCIL),
  ],
  ['notification-incomplete', 'DPA-67', inState('reported'), notify, officer(COUNCIL)],
  [
    'notification-incomplete',
    'DPA-67',
    inState('reported'),
    { ...notify, content: { ...CONTENT, measures: '' } },
    officer(COUNCIL),
  ],
  ['late-reasons-missing', 'DPA-67', inState('reported'), { ...notify, content: CONTENT }, officer(COUNCIL)],
  [
    'aware-after-report',
    'DPA-67',
    inState('reported'),
    { ...sample.COMMISSIONER, awareAt: '2026-04-02T00:00:00Z' } as BreachCommand,
    officer(COUNCIL),
  ],
  ['already-decided', 'DPA-67', inState('settled'), sample.COMMISSIONER, officer(COUNCIL)],
  [
    'individuals-reason-missing',
    'DPA-68',
    inState('reported'),
    { step: 'decide-individuals', tell: true, reason: '' },
    officer(COUNCIL),
  ],
];

function completing(note: string): BreachCommand {
  return { step: 'complete-action', actionId: inState('acting').actions[0]!.id, note };
}

/** The samples number their ids anew: the action is found in the breach at hand. */
const fitted = (breach: Breach, command: BreachCommand): BreachCommand =>
  command.step === 'complete-action' && command.actionId !== 'x'
    ? { ...command, actionId: breach.actions[0]!.id }
    : command;

describe('what a breach refuses (ISA-32a to ISA-32d, DPA-67, DPA-68)', () => {
  it.each(REFUSED.map(([code, clause], at) => ({ code, clause, at })))(
    'breach/$code, with its clause $clause (case $at)',
    ({ code, clause, at }) => {
      const [, , breach, command, actor, day] = REFUSED[at]!;
      const refused = decide(breach, fitted(breach, command), sample.context({ actor, day: day ?? '2026-04-10' }));
      expect(refused).toMatchObject({ ok: false, refusal: { code: `breach/${code}`, clause } });
      if (!refused.ok) expect(refused.refusal.mend).toMatch(/\w{3,}/);
    },
  );

  it('opens nothing for a day in the future', () => {
    const wanted = { id: 'x', partnershipId: 'p', awareOn: '2026-03-31', reading: 'literal' as const };
    const refused = notice(wanted, sample.context({ actor: officer(POLICE), day: '2026-03-30' }));
    expect(refused).toMatchObject({ refusal: { code: 'breach/aware-in-future', clause: 'ISA-32a' } });
  });
});

describe('what is done twice', () => {
  it('a receipt acknowledged again does nothing', () => {
    const received = sample.done(inState('reported'), { step: 'receive' }, officer(FIRE), '2026-04-02').breach;
    const again = decide(received, { step: 'receive' }, sample.context({ actor: officer(FIRE), day: '2026-04-03' }));
    expect(again).toEqual({ ok: true, value: null });
  });

  it('minutes acknowledged again do nothing, and can be acknowledged after the end', () => {
    const received = sample.done(inState('closed'), { step: 'receive-minutes' }, officer(FIRE), '2026-05-10').breach;
    const again = decide(
      received,
      { step: 'receive-minutes' },
      sample.context({ actor: officer(FIRE), day: '2026-05-11' }),
    );
    expect(again).toEqual({ ok: true, value: null });
  });
});

describe('DPA-67: 72 hours in which a controller notifies the Commissioner', () => {
  const decided = (command: BreachCommand, day: string) =>
    sample.done(inState('reported'), command, officer(COUNCIL), day).breach.parties[0]!.commissioner!;

  it('a decision not to notify is recorded with its reason', () => {
    expect(decided(sample.COMMISSIONER, '2026-04-02')).toMatchObject({ notify: false, isLate: false, content: null });
  });

  it('an earlier awareness makes the hours run from then, and lateness needs its reasons', () => {
    const early = { ...notify, content: CONTENT, awareAt: '2026-03-25T10:00:00Z', lateReasons: 'Found in an audit.' };
    expect(decided(early, '2026-04-02')).toMatchObject({ isLate: true, lateReasons: 'Found in an audit.' });
  });

  it('nothing runs where no personal information is concerned', () => {
    const draft = sample.done(
      sample.noticedBreach(),
      amend({ accused: [HEALTH], whatHappened: 'A table.', information: ['depersonalised'], people: null }),
      officer(POLICE),
      sample.AWARE_ON,
    ).breach;
    const { breach, clocks } = sample.done(draft, { step: 'report' }, officer(POLICE), sample.AWARE_ON);
    expect(clocks.armed.map(({ kind }) => kind)).toEqual(['breach-response']);
    const refused = decide(breach, sample.COMMISSIONER, sample.context({ actor: officer(HEALTH), day: '2026-04-01' }));
    expect(refused).toMatchObject({ refusal: { code: 'breach/nothing-personal', clause: 'DPA-67' } });
  });

  it('a breach is not closed while the decision is open', () => {
    const acting = inState('acting');
    const { breach } = sample.done(acting, fitted(acting, completing('Done.')), officer(COUNCIL), '2026-05-01');
    const refused = decide(breach, { step: 'close' }, sample.context({ actor: MANAGER, day: '2026-05-02' }));
    expect(refused).toMatchObject({ refusal: { code: 'breach/commissioner-undecided', clause: 'DPA-67' } });
  });
});

describe('DPA-68: telling the people concerned', () => {
  it('is decided once, with the reason, either way', () => {
    const command: BreachCommand = { step: 'decide-individuals', tell: true, reason: 'They can guard themselves.' };
    const { breach } = sample.done(inState('reported'), command, officer(COUNCIL), '2026-04-02');
    expect(breach.parties[0]!.individuals).toMatchObject({ tell: true });
    const again = decide(breach, command, sample.context({ actor: officer(COUNCIL), day: '2026-04-03' }));
    expect(again).toMatchObject({ refusal: { code: 'breach/already-decided' } });
  });
});

describe('merging', () => {
  it('is refused where a partner alleged here would no longer be alleged', () => {
    const draft = sample.done(sample.noticedBreach(), sample.REPORT([HEALTH]), officer(POLICE), '2026-03-31').breach;
    const target = { ...inState('reported'), id: 'other' };
    const context = sample.context({ actor: officer(POLICE), day: '2026-04-02', target });
    const refused = decide(draft, { step: 'merge', into: 'other' }, context);
    expect(refused).toMatchObject({ refusal: { code: 'breach/merge-loses-a-partner', clause: 'ISA-32b' } });
  });
});
