import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { requestClock, type HolidayCalendar } from '@broker/working-calendar';
import { textRefusal, TEXT_MAX, withAnswers, type Written } from './answers.js';
import { missingOf, type AskingRules } from './completeness.js';
import type { CommandOf, DecisionAnswers, RequestChange, RequestCommand, StartedClock } from './request-messages.js';
import { notNow, stepRefusals as no } from './request-refusals.js';
import {
  ARTICLE_8_INTERESTS,
  isKeyOf,
  isProtected,
  type FourEyes,
  type QuestionWords,
  type Request,
  type ServiceStandard,
} from './request.js';
import { REQUEST_WORKFLOW, type Outcome, type RequestStepName } from './request-workflow.js';

/** Who acts, as the rules see them. */
export interface RequestActor {
  officerId: string;
  /** The agency acted for, and those whose duties have come to it. */
  agencyIds: readonly string[];
}

/** What the rules may know beside the request itself. */
export interface RequestContext extends AskingRules {
  now: Date;
  calendar: HolidayCalendar;
  actor: RequestActor;
  standard: ServiceStandard;
  /** The holding agency's own rule about second officers. */
  fourEyes: FourEyes;
  /** A new id for each call. */
  newId: () => string;
}

/** The steps of the agency that asks; the others are the holding agency's. */
const ASKING_STEPS: readonly RequestStepName[] = ['answer', 'send', 'reply', 'withdraw'];

/**
 * Decides whether something can be done to a request, and what comes of it.
 * @returns the change; or the refusal: `asking/not-the-asking-agency`, `asking/not-the-holding-agency` (ISA-26), `asking/own-request`
 * (ISA-30), `asking/not-now`, or what the step itself finds missing.
 */
export function decide(written: Written, command: RequestCommand, context: RequestContext): Result<RequestChange> {
  const { request } = written;
  const fault = stepFault(request, command.step, context.actor);
  if (fault) return refuse(fault);
  switch (command.step) {
    case 'answer':
      return answer(written, command, context);
    case 'send':
      return send(written, context);
    case 'ask':
      return ask(request, command, context);
    case 'reply':
      return reply(written, command, context);
    case 'decide':
      return judge(written, command, context);
    case 'second':
      return second(written, command, context);
    case 'return':
      return sendBack(request, command, context);
    default:
      return accept(changed('withdraw', { ...request, state: 'withdrawn', dueOn: null }, { ended: 'cancelled' }));
  }
}

/** Why an actor cannot take a step on a request as it stands, whatever they say with it; null where they can. */
export function stepFault(request: Request, step: RequestStepName, actor: RequestActor): Refusal | null {
  const stranger = partyFault(request, step, actor);
  if (stranger) return stranger;
  return REQUEST_WORKFLOW[request.state][step] ? null : notNow(request.state, step);
}

/** The information has gone out (ISA-18). Refuses a request that is not authorised. */
export function markDisclosed(request: Request): Result<RequestChange> {
  if (!REQUEST_WORKFLOW[request.state].disclose) return refuse(notNow(request.state, 'disclose'));
  return accept(changed('disclose', { ...request, state: 'disclosed' }, {}));
}

/** Whether a second officer has to agree before this may go out (ISA-30). */
export const needsFourEyes = ({ convictionData, subjectRole }: Request, fourEyes: FourEyes): boolean =>
  fourEyes === 'always' ||
  (fourEyes === 'conviction-and-victims' && (convictionData === true || isProtected(subjectRole)));

function partyFault(request: Request, step: RequestStepName, { agencyIds, officerId }: RequestActor): Refusal | null {
  if (ASKING_STEPS.includes(step)) return agencyIds.includes(request.askingAgencyId) ? null : no.notAsking();
  if (request.holdingAgencyId === null || !agencyIds.includes(request.holdingAgencyId)) return no.notHolding();
  return officerId === request.askedBy ? no.ownRequest() : null;
}

const changed = (
  step: RequestStepName,
  request: Request,
  rest: Partial<Omit<RequestChange, 'step' | 'request'>>,
): RequestChange => ({
  step,
  request,
  words: null,
  written: null,
  started: null,
  ended: null,
  dueOn: null,
  isLate: false,
  ...rest,
});

function answer(written: Written, { answers }: CommandOf<'answer'>, context: RequestContext): Result<RequestChange> {
  const taken = withAnswers(written, answers, context, context.newId);
  if (!taken.ok) return taken;
  const { request, words } = taken.value;
  return accept(changed('answer', request, { words }));
}

function send({ request, words }: Written, context: RequestContext): Result<RequestChange> {
  const fault = missingOf(request, words, context);
  if (fault) return refuse(fault);
  const started = decisionClock(request, context);
  if (!started.ok) return started;
  const sent: Request = { ...request, state: 'sent', sentAt: context.now, dueOn: started.value.dueOn };
  return accept(changed('send', sent, { words, started: started.value, dueOn: started.value.dueOn }));
}

function ask(request: Request, { question }: CommandOf<'ask'>, context: RequestContext): Result<RequestChange> {
  const fault = textRefusal(question, 'The question');
  if (fault) return refuse(fault);
  const { urgentDays, replyDays } = context.standard;
  const days = request.urgency === 'urgent' ? urgentDays : replyDays;
  const started = clock('request-reply', request.askingAgencyId, days, context);
  if (!started.ok) return started;
  const asked: Request = { ...request, state: 'question', dueOn: started.value.dueOn };
  const written = { question: question.trim(), askedAt: context.now.toISOString() };
  return accept(
    changed('ask', asked, { written, started: started.value, ended: 'cancelled', dueOn: started.value.dueOn }),
  );
}

function reply(
  { request, words }: Written,
  command: CommandOf<'reply'>,
  context: RequestContext,
): Result<RequestChange> {
  const fault = textRefusal(command.reply, 'The reply');
  if (fault) return refuse(fault);
  const question: QuestionWords | undefined = words.questions.at(-1);
  const started = decisionClock(request, context);
  if (!started.ok) return started;
  const replied: Request = { ...request, state: 'sent', dueOn: started.value.dueOn };
  const written = { ...question, reply: command.reply.trim(), repliedAt: context.now.toISOString() };
  const late = { dueOn: request.dueOn, isLate: isOver(request, context.on) };
  return accept(changed('reply', replied, { written, started: started.value, ended: 'met', ...late }));
}

const decisionClock = (request: Request, context: RequestContext): Result<StartedClock> => {
  const { routineDays, urgentDays } = context.standard;
  return clock(
    'request-decision',
    request.holdingAgencyId!,
    request.urgency === 'urgent' ? urgentDays : routineDays,
    context,
  );
};

function clock(
  kind: StartedClock['kind'],
  agencyId: string,
  days: number,
  { calendar, on }: RequestContext,
): Result<StartedClock> {
  const counted = requestClock(calendar, kind, on, { days });
  return counted.ok ? accept({ kind, agencyId, startOn: on, dueOn: counted.value.dueOn, days }) : counted;
}

const isOver = ({ dueOn }: Request, on: LocalDate): boolean => dueOn !== null && on > dueOn;

function judge(written: Written, command: CommandOf<'decide'>, context: RequestContext): Result<RequestChange> {
  const { request } = written;
  const fault = decisionFault(request, command);
  if (fault) return refuse(fault);
  const items = request.items.map((item) => ({ ...item, decision: command.items[item.itemId]!.decision }));
  const outcome = outcomeOf({ ...request, items });
  const stands = outcome === 'refused' ? null : missingOf(request, written.words, context);
  if (stands) return refuse(stands);
  const isProposed = outcome !== 'refused' && needsFourEyes(request, context.fourEyes);
  const judged: Request = {
    ...request,
    items,
    decidedBy: context.actor.officerId,
    authorisedInterest: outcome === 'refused' ? null : command.interest,
  };
  const reasons = {
    summary: command.reasons.trim(),
    balance: outcome === 'refused' ? '' : command.balance.trim(),
    items: Object.fromEntries(request.items.map(({ itemId }) => [itemId, command.items[itemId]!.reason.trim()])),
    second: null,
  };
  if (isProposed) return accept(propose(judged, reasons, context));
  return accept(final('decide', judged, outcome, reasons, context));
}

/** A decision that waits for a second officer: the clock runs on, unless it was a question's. */
function propose(request: Request, written: object, context: RequestContext): RequestChange {
  const proposed: Request = { ...request, state: 'proposed' };
  if (request.state !== 'question') return changed('decide', proposed, { written, ...lateness(request, context) });
  return changed('decide', { ...proposed, dueOn: null }, { written, ended: 'cancelled', dueOn: request.dueOn });
}

/** A decision that stands: the clock has been met, in time or late. */
function final(
  step: 'decide' | 'second',
  request: Request,
  outcome: Outcome,
  written: object,
  context: RequestContext,
): RequestChange {
  const { isLate, dueOn } = lateness(request, context);
  const decided: Request = { ...request, state: outcome, decidedAt: context.now, isDecidedLate: isLate, dueOn: null };
  return changed(step, decided, { written, ended: request.state === 'question' ? 'cancelled' : 'met', dueOn, isLate });
}

/** Only the holding agency's own clock can make its decision late: while a question is open, it is the asking agency that is waited for. */
const lateness = (request: Request, { on }: RequestContext) => ({
  dueOn: request.dueOn,
  isLate: request.state !== 'question' && isOver(request, on),
});

/** What becomes of a request whose items are decided. */
export function outcomeOf({ items }: Pick<Request, 'items'>): Outcome {
  const authorised = items.filter(({ decision }) => decision === 'authorised').length;
  if (authorised === 0) return 'refused';
  return authorised === items.length ? 'authorised' : 'authorised-in-part';
}

function decisionFault(request: Request, { items, reasons, balance, interest }: DecisionAnswers): Refusal | null {
  for (const { itemId } of request.items) {
    const one = Object.hasOwn(items, itemId) ? items[itemId] : undefined;
    if (one?.decision !== 'authorised' && one?.decision !== 'refused') return no.itemsUndecided();
    if (one.decision === 'refused' && one.reason.trim() === '') return no.itemRefusedWithoutReason();
    if (one.reason.length > TEXT_MAX) return no.tooLong();
  }
  if (reasons.trim() === '') return no.decisionReason();
  if (reasons.length > TEXT_MAX || balance.length > TEXT_MAX) return no.tooLong();
  if (request.items.every(({ itemId }) => items[itemId]?.decision === 'refused')) return null;
  if (balance.trim() === '') return no.balance();
  return isKeyOf(ARTICLE_8_INTERESTS, interest) ? null : no.authorisedInterest();
}

function second(written: Written, { note }: CommandOf<'second'>, context: RequestContext): Result<RequestChange> {
  const { request } = written;
  if (context.actor.officerId === request.decidedBy) return refuse(no.sameOfficer());
  if (note.length > TEXT_MAX) return refuse(no.tooLong());
  const stands = missingOf(request, written.words, context);
  if (stands) return refuse(stands);
  const seconded: Request = { ...request, secondedBy: context.actor.officerId };
  const reasons = { ...written.words.reasons, second: note.trim() };
  return accept(final('second', seconded, outcomeOf(request), reasons, context));
}

function sendBack(request: Request, { note }: CommandOf<'return'>, context: RequestContext): Result<RequestChange> {
  if (context.actor.officerId === request.decidedBy) return refuse(no.sameOfficer());
  if (note.trim() === '') return refuse(no.secondNote());
  if (note.length > TEXT_MAX) return refuse(no.tooLong());
  const items = request.items.map((item) => ({ ...item, decision: null }));
  const returned: Request = { ...request, state: 'sent', items, decidedBy: null, authorisedInterest: null };
  const written = { note: note.trim() };
  if (request.dueOn !== null) return accept(changed('return', returned, { written, dueOn: request.dueOn }));
  const started = decisionClock(request, context);
  if (!started.ok) return started;
  const { dueOn } = started.value;
  return accept(changed('return', { ...returned, dueOn }, { written, started: started.value, dueOn }));
}
