import {
  decide,
  notice,
  type Breach,
  type BreachActor,
  type BreachClock,
  type BreachCommand,
  type BreachContext,
  type BreachState,
  type BreachStepName,
  type Decision,
  type Partner,
} from '@broker/breach';
import { HOLIDAY_CALENDAR } from '@broker/working-calendar';

/** The agencies of the samples: POLICE alleges, COUNCIL and HEALTH are accused, FIRE looks on, UNSIGNED has not signed. */
export const POLICE = 'police';
export const COUNCIL = 'council';
export const HEALTH = 'health';
export const FIRE = 'fire';
export const UNSIGNED = 'unsigned';
/** Named in no agreement. */
export const STRANGER = 'stranger';

export const PARTNERS: Partner[] = [
  { agencyId: POLICE, isSigned: true, regime: 'law-enforcement' },
  { agencyId: COUNCIL, isSigned: true, regime: 'uk-gdpr' },
  { agencyId: HEALTH, isSigned: true, regime: 'uk-gdpr' },
  { agencyId: FIRE, isSigned: true, regime: 'uk-gdpr' },
  { agencyId: UNSIGNED, isSigned: false, regime: 'uk-gdpr' },
];

export const officer = (agencyId: string): BreachActor => ({ agencyId, isManager: false });
export const MANAGER: BreachActor = { agencyId: COUNCIL, isManager: true };

/** The day the samples begin: the alleging partner becomes aware on Monday 30 March 2026. */
export const AWARE_ON = '2026-03-30';

let made = 0;

/** What the rules know on a day of the samples, at nine in the morning. */
export const context = (given: { actor: BreachActor; day: string; target?: Breach | null }): BreachContext => ({
  now: new Date(`${given.day}T09:00:00Z`),
  today: given.day,
  calendar: HOLIDAY_CALENDAR,
  actor: given.actor,
  partners: PARTNERS,
  agreementOn: '2026-01-01',
  target: given.target ?? null,
  newId: () => `made-${(made += 1)}`,
});

/** A breach that the police have become aware of. */
export const noticedBreach = (id = 'breach-1'): Breach => begun(id).breach;

/** The clocks that the first step starts. */
export const firstClocks = (): BreachClock[] => begun('breach-1').clocks.armed;

function begun(id: string): Decision {
  const wanted = { id, partnershipId: 'partnership', awareOn: AWARE_ON, reading: 'literal' as const };
  const noticed = notice(wanted, context({ actor: officer(POLICE), day: AWARE_ON }));
  if (!noticed.ok) throw new Error(noticed.refusal.message);
  return noticed.value;
}

/** Does a step on a day, which must succeed. */
export function done(breach: Breach, command: BreachCommand, actor: BreachActor, day: string): Decision {
  const decided = decide(breach, command, context({ actor, day }));
  if (!decided.ok) throw new Error(`${decided.refusal.code}: ${decided.refusal.message}`);
  if (!decided.value) throw new Error(`${command.step} did nothing`);
  return decided.value;
}

/** The answers of a whole report, against the council unless told otherwise. */
export const REPORT = (accused: readonly string[] = [COUNCIL]): BreachCommand => ({
  step: 'amend',
  answers: {
    accused,
    whatHappened: 'A list was sent to a body outside the partnership.',
    information: ['contact'],
    people: 40,
  },
});

export const ANSWER: BreachCommand = { step: 'answer', position: 'accepted', text: 'It was so, and the list is back.' };
export const CALL: BreachCommand = { step: 'call-meeting', at: '2026-05-29T10:00:00Z', place: 'Committee room 2' };
export const ACTION = {
  kind: 'action',
  text: 'Check addresses before sending.',
  ownerAgencyId: COUNCIL,
  dueOn: '2026-06-30',
} as const;
export const COMMISSIONER: BreachCommand = {
  step: 'decide-commissioner',
  notify: false,
  reason: 'The list came back unread.',
};

/** The steps by which a breach comes into each state, one after the other. */
const ROAD: [BreachState, (breach: Breach) => [BreachCommand, BreachActor, string][]][] = [
  ['noticed', () => [[REPORT(), officer(POLICE), '2026-03-31']]],
  ['reported', () => [[{ step: 'report' }, officer(POLICE), '2026-04-01']]],
  ['answered', () => [[ANSWER, officer(COUNCIL), '2026-04-03']]],
  ['called', () => [[{ step: 'call-meeting', at: '2026-04-10T08:30:00Z', place: 'Room 2' }, MANAGER, '2026-04-04']]],
  ['held', () => [[{ step: 'hold-meeting', on: '2026-04-10', attended: [POLICE, COUNCIL] }, MANAGER, '2026-04-10']]],
  ['minuted', () => [[{ step: 'minute', text: 'Agreed.', actions: [ACTION] }, MANAGER, '2026-04-11']]],
  ['acting', () => [[{ step: 'circulate' }, MANAGER, '2026-04-12']]],
  [
    'settled',
    ({ actions }) => [
      [{ step: 'complete-action', actionId: actions[0]!.id, note: 'Done.' }, officer(COUNCIL), '2026-05-01'],
      [COMMISSIONER, officer(COUNCIL), '2026-05-02'],
    ],
  ],
  ['closed', () => [[{ step: 'close' }, MANAGER, '2026-05-03']]],
];

/** A breach in a state, brought there step by step. */
export function inState(state: BreachState): Breach {
  let breach = noticedBreach();
  if (state === 'withdrawn' || state === 'merged') {
    const reported = inState('reported');
    const ending: BreachCommand =
      state === 'withdrawn' ? { step: 'withdraw', reason: 'A mistake.' } : { step: 'merge', into: 'other' };
    const target = { ...reported, id: 'other' };
    const decided = decide(reported, ending, context({ actor: officer(POLICE), day: '2026-04-02', target }));
    if (!decided.ok || !decided.value) throw new Error(`not ${state}`);
    return decided.value.breach;
  }
  for (const [reached, steps] of ROAD) {
    for (const [command, actor, day] of steps(breach)) breach = done(breach, command, actor, day).breach;
    if (reached === state) break;
  }
  return breach;
}

/** For each step a command that is in order wherever the table allows the step, and who gives it. */
export const COMMANDS: Record<BreachStepName, (breach: Breach) => { command: BreachCommand; actor: BreachActor }> = {
  amend: () => ({ command: REPORT(), actor: officer(POLICE) }),
  report: () => ({ command: { step: 'report' }, actor: officer(POLICE) }),
  receive: () => ({ command: { step: 'receive' }, actor: officer(COUNCIL) }),
  answer: ({ parties }) => {
    const open = parties.find(({ answer }) => !answer) ?? parties[0];
    return { command: ANSWER, actor: officer(open?.agencyId ?? COUNCIL) };
  },
  'call-meeting': () => ({ command: CALL, actor: MANAGER }),
  'hold-meeting': () => ({
    command: { step: 'hold-meeting', on: '2026-04-10', attended: [POLICE, COUNCIL] },
    actor: MANAGER,
  }),
  minute: () => ({ command: { step: 'minute', text: 'Agreed.', actions: [ACTION] }, actor: MANAGER }),
  circulate: () => ({ command: { step: 'circulate' }, actor: MANAGER }),
  'receive-minutes': () => ({ command: { step: 'receive-minutes' }, actor: officer(FIRE) }),
  'complete-action': ({ actions }) => ({
    command: { step: 'complete-action', actionId: actions[0]?.id ?? 'none', note: 'Done.' },
    actor: officer(COUNCIL),
  }),
  close: () => ({ command: { step: 'close' }, actor: MANAGER }),
  withdraw: () => ({ command: { step: 'withdraw', reason: 'A mistake.' }, actor: officer(POLICE) }),
  merge: () => ({ command: { step: 'merge', into: 'other' }, actor: officer(POLICE) }),
  'decide-commissioner': () => ({ command: COMMISSIONER, actor: officer(COUNCIL) }),
  'decide-individuals': () => ({
    command: { step: 'decide-individuals', tell: false, reason: 'No risk to them.' },
    actor: officer(COUNCIL),
  }),
};
