/** Where a request stands between its first answer and the information that it asks for. */
export type RequestState =
  | 'draft'
  | 'sent'
  | 'question'
  | 'proposed'
  | 'authorised'
  | 'authorised-in-part'
  | 'refused'
  | 'withdrawn'
  | 'disclosed';

/** What can be done to a request that has been begun. */
export type RequestStepName =
  'answer' | 'send' | 'ask' | 'reply' | 'decide' | 'second' | 'return' | 'withdraw' | 'disclose';

/** How a decision comes out. */
export type Outcome = 'authorised' | 'authorised-in-part' | 'refused';

/** The state after a step; `outcome`: the one that was decided, or `proposed` while a second officer has to agree. */
export type Next = RequestState | 'outcome';

/** The only place that names a next state. A step that a state does not list is refused in it. */
export const REQUEST_WORKFLOW: Readonly<Record<RequestState, Readonly<Partial<Record<RequestStepName, Next>>>>> = {
  /** Only the asking agency knows of it. */
  draft: { answer: 'draft', send: 'sent', withdraw: 'withdrawn' },
  /** The holding agency's clock runs. */
  sent: { ask: 'question', decide: 'outcome', withdraw: 'withdrawn' },
  /** The holding agency waits for a reply; it may decide without one. */
  question: { reply: 'sent', decide: 'outcome', withdraw: 'withdrawn' },
  /** One officer would authorise; a second one has to agree. */
  proposed: { second: 'outcome', return: 'sent', withdraw: 'withdrawn' },
  authorised: { disclose: 'disclosed', withdraw: 'withdrawn' },
  'authorised-in-part': { disclose: 'disclosed', withdraw: 'withdrawn' },
  refused: {},
  withdrawn: {},
  disclosed: {},
};

/** Every state, in the order in which a request passes through them. */
export const REQUEST_STATES = Object.keys(REQUEST_WORKFLOW) as RequestState[];

/** States in which somebody is waited for. */
export const OPEN_STATES: readonly RequestState[] = ['draft', 'sent', 'question', 'proposed'];

/** States in which information may go out. */
export const AUTHORISED_STATES: readonly RequestState[] = ['authorised', 'authorised-in-part'];

/** What is so in each state, as it ends the sentence "This request …". */
export const STATE_WORDS: Readonly<Record<RequestState, string>> = {
  draft: 'has not been sent yet',
  sent: 'waits for the decision of the agency that holds the information',
  question: 'waits for the asking agency to reply to a question',
  proposed: 'waits for a second officer of the agency that holds the information',
  authorised: 'is authorised in full',
  'authorised-in-part': 'is authorised in part',
  refused: 'was refused',
  withdrawn: 'was withdrawn',
  disclosed: 'is done: the information was disclosed',
};
