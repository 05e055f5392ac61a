import type { Breach } from './breach.js';
import type { BreachEvent, EventOf } from './breach-messages.js';
import { BREACH_WORKFLOW, type BreachState } from './breach-workflow.js';

type Facts = Omit<Breach, 'state'>;

/** A breach as it begins: somebody became aware. */
export const beginning = (event: EventOf<'noticed'>): Breach => ({
  id: event.id,
  partnershipId: event.partnershipId,
  state: 'noticed',
  allegingAgencyId: event.agencyId,
  reading: event.reading,
  report: event.report,
  reported: null,
  receipts: [],
  parties: [],
  meetingFrom: null,
  meeting: null,
  met: null,
  minutes: null,
  actions: [],
  circulated: null,
  minutesReceipts: [],
  settledOn: null,
  end: null,
});

/** The breach after what has happened to it. Asks nothing and refuses nothing: `decide` has done so. */
export function evolve(breach: Breach, event: Exclude<BreachEvent, { step: 'noticed' }>): Breach {
  const after: Breach = { ...breach, ...change(breach, event) };
  const next = BREACH_WORKFLOW[breach.state][event.step];
  const state = typeof next === 'object' ? next[isLast(after, event.step) ? 1 : 0] : (next ?? breach.state);
  return { ...after, state, settledOn: settledOn(after, state, event) };
}

/** Whether nothing is left of a step that is taken several times. */
function isLast({ parties, actions }: Breach, step: BreachEvent['step']): boolean {
  return step === 'answer' ? parties.every(({ answer }) => answer) : actions.every(({ doneAt }) => doneAt !== null);
}

function settledOn(after: Breach, state: BreachState, event: BreachEvent): string | null {
  if (state !== 'settled' || after.settledOn) return after.settledOn;
  return 'on' in event ? event.on : after.settledOn;
}

/** Changes what a party knows; the others stay as they are. */
const ofParty = (
  { parties }: Breach,
  isIt: (party: Breach['parties'][number]) => boolean,
  changed: (party: Breach['parties'][number]) => Partial<Breach['parties'][number]>,
): Pick<Facts, 'parties'> => ({
  parties: parties.map((party) => (isIt(party) ? { ...party, ...changed(party) } : party)),
});

const receiptOf = (receipts: Breach['receipts'], agencyId: string, at: string): Breach['receipts'] =>
  receipts.map((one) => (one.agencyId === agencyId && !one.receivedAt ? { ...one, receivedAt: at } : one));

function change(breach: Breach, event: Exclude<BreachEvent, { step: 'noticed' }>): Partial<Facts> {
  switch (event.step) {
    case 'amend':
      return { report: event.report };
    case 'report':
      return {
        reported: { at: event.at, on: event.on, dueOn: event.dueOn },
        receipts: event.receipts,
        parties: event.parties.map((party) => ({
          ...party,
          clockFrom: event.on,
          answer: null,
          commissioner: null,
          individuals: null,
        })),
      };
    case 'receive':
      return {
        receipts: receiptOf(breach.receipts, event.agencyId, event.at),
        ...(event.clockFrom &&
          ofParty(
            breach,
            ({ agencyId }) => agencyId === event.agencyId,
            () => ({ clockFrom: event.clockFrom! }),
          )),
      };
    case 'answer':
      return answered(breach, event);
    case 'decide-commissioner':
      return ofParty(
        breach,
        ({ id }) => id === event.partyId,
        () => ({
          awareAt: event.awareAt,
          regime: event.regime,
          commissioner: { ...event.decision, at: event.at },
        }),
      );
    case 'decide-individuals':
      return ofParty(
        breach,
        ({ id }) => id === event.partyId,
        () => ({ individuals: { ...event.decision, at: event.at } }),
      );
    default:
      return laterChange(breach, event);
  }
}

/** The clock of 32(c) starts on the day of the last answer. */
function answered(breach: Breach, { position, text, at, on, dueOn, agencyId }: EventOf<'answer'>): Partial<Facts> {
  const { parties } = ofParty(
    breach,
    (party) => party.agencyId === agencyId,
    () => ({ answer: { position, text, at, on, dueOn } }),
  );
  const isFirstToStart = breach.meetingFrom === null && parties.every(({ answer }) => answer);
  return { parties, ...(isFirstToStart && { meetingFrom: on }) };
}

/** What meeting, minutes and the end change. */
function laterChange(
  breach: Breach,
  event: EventOf<
    | 'call-meeting'
    | 'hold-meeting'
    | 'minute'
    | 'circulate'
    | 'receive-minutes'
    | 'complete-action'
    | 'close'
    | 'withdraw'
    | 'merge'
  >,
): Partial<Facts> {
  switch (event.step) {
    case 'call-meeting':
      return { meeting: { at: event.meetsAt, place: event.place }, meetingFrom: event.meetingFrom };
    case 'hold-meeting':
      return { met: { on: event.on, dueOn: event.dueOn, attended: event.attended } };
    case 'minute':
      return { minutes: event.text, actions: event.actions };
    case 'circulate':
      return {
        circulated: { at: event.at, on: event.on, dueOn: event.dueOn },
        minutesReceipts: event.receipts,
      };
    case 'receive-minutes':
      return { minutesReceipts: receiptOf(breach.minutesReceipts, event.agencyId, event.at) };
    case 'complete-action':
      return {
        actions: breach.actions.map((action) =>
          action.id === event.actionId ? { ...action, doneAt: event.at, doneOn: event.on, note: event.note } : action,
        ),
      };
    case 'close':
      return { end: { at: event.at, reason: null, into: null } };
    case 'withdraw':
      return { end: { at: event.at, reason: event.reason, into: null } };
    default:
      return { end: { at: event.at, reason: null, into: event.into } };
  }
}
