/** Where a breach stands between the moment a partner becomes aware of it and its closing (ISA-32). */
export type BreachState =
  | 'noticed'
  | 'reported'
  | 'answered'
  | 'called'
  | 'held'
  | 'minuted'
  | 'acting'
  | 'settled'
  | 'closed'
  | 'withdrawn'
  | 'merged';

/** What can be done to a breach that has been noticed. */
export type BreachStepName =
  | 'amend'
  | 'report'
  | 'receive'
  | 'answer'
  | 'call-meeting'
  | 'hold-meeting'
  | 'minute'
  | 'circulate'
  | 'receive-minutes'
  | 'complete-action'
  | 'close'
  | 'withdraw'
  | 'merge'
  | 'decide-commissioner'
  | 'decide-individuals';

/** The state after a step; a pair where the step is taken several times: until something of it is left, and after the last. */
export type Next = BreachState | readonly [whileSomeAreLeft: BreachState, afterTheLast: BreachState];

/** The only place that names a next state. A step that a state does not list is refused in it. */
export const BREACH_WORKFLOW: Readonly<Record<BreachState, Readonly<Partial<Record<BreachStepName, Next>>>>> = {
  /** A partner is aware; the clock of 32(a) runs; nobody else has been told. */
  noticed: { amend: 'noticed', report: 'reported', withdraw: 'withdrawn', merge: 'merged' },
  /** Every other signatory has the report; the clocks of 32(b) run, one for each partner in breach. */
  reported: {
    receive: 'reported',
    answer: ['reported', 'answered'],
    'call-meeting': 'called',
    withdraw: 'withdrawn',
    merge: 'merged',
    'decide-commissioner': 'reported',
    'decide-individuals': 'reported',
  },
  /** Every partner in breach has answered; the clock of 32(c) runs. */
  answered: {
    receive: 'answered',
    'call-meeting': 'called',
    withdraw: 'withdrawn',
    merge: 'merged',
    'decide-commissioner': 'answered',
    'decide-individuals': 'answered',
  },
  /** The meeting has a day; a partner that had not answered in time still can. */
  called: {
    receive: 'called',
    answer: 'called',
    'call-meeting': 'called',
    'hold-meeting': 'held',
    withdraw: 'withdrawn',
    merge: 'merged',
    'decide-commissioner': 'called',
    'decide-individuals': 'called',
  },
  /** The partners have met; the clock of 32(d) runs. */
  held: { receive: 'held', minute: 'minuted', 'decide-commissioner': 'held', 'decide-individuals': 'held' },
  /** The minutes are written and can still be put right; the clock of 32(d) still runs. */
  minuted: {
    receive: 'minuted',
    minute: 'minuted',
    circulate: ['acting', 'settled'],
    'decide-commissioner': 'minuted',
    'decide-individuals': 'minuted',
  },
  /** Every partner has the minutes; each action and sanction has its own day. */
  acting: {
    receive: 'acting',
    'receive-minutes': 'acting',
    'complete-action': ['acting', 'settled'],
    'decide-commissioner': 'acting',
    'decide-individuals': 'acting',
  },
  /** Nothing is left to do but to close. */
  settled: {
    receive: 'settled',
    'receive-minutes': 'settled',
    close: 'closed',
    'decide-commissioner': 'settled',
    'decide-individuals': 'settled',
  },
  closed: { 'receive-minutes': 'closed' },
  withdrawn: {},
  merged: {},
};

/** Every state, in the order in which a breach passes through them. */
export const BREACH_STATES = Object.keys(BREACH_WORKFLOW) as BreachState[];

/** States after which nothing runs any more. */
export const ENDED: readonly BreachState[] = ['closed', 'withdrawn', 'merged'];

/** Whether something is still to be done about a breach. */
export const isOpen = (state: BreachState): boolean => !ENDED.includes(state);

/** What is so in each state, as it ends the sentence "This breach …". */
export const STATE_WORDS: Readonly<Record<BreachState, string>> = {
  noticed: 'has been noticed but not yet reported',
  reported: 'has been reported and waits for the answer of each partner in breach',
  answered: 'has been answered and waits for the partners’ meeting to be called',
  called: 'has its meeting called, but the partners have not met yet',
  held: 'has had its meeting and waits for its minutes',
  minuted: 'has its minutes written, but they have not been circulated',
  acting: 'has its minutes circulated and waits for what was agreed to be done',
  settled: 'has everything done that was agreed, and can be closed',
  closed: 'is closed',
  withdrawn: 'was withdrawn by the partner that alleged it',
  merged: 'was merged into another breach',
};
