import { accept, londonDate, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { readLocalDate } from '@broker/working-calendar';
import type { AgreedAction, Breach } from './breach.js';
import { stepDeadline } from './breach-clocks.js';
import type { CommandOf, EventOf, NewAction } from './breach-messages.js';
import { meetingRefusals as no } from './meeting-refusals.js';
import type { BreachContext } from './breach-context.js';
import { partnersOf } from './decide-report.js';
import { textWithin } from './text.js';

const runsMeeting = ({ allegingAgencyId }: Breach, { actor }: BreachContext): boolean =>
  actor.isManager || actor.agencyId === allegingAgencyId;

const isPartner = ({ report }: Breach, { partners }: BreachContext, id: string): boolean =>
  partnersOf(partners, report.accused).some(({ agencyId }) => agencyId === id);

/** Calls the meeting, or calls it for another time (32c). An answer that was not given in time does not stop it. */
export function callMeeting(
  breach: Breach,
  { at, place }: CommandOf<'call-meeting'>,
  context: BreachContext,
): Result<EventOf<'call-meeting'>> {
  if (!runsMeeting(breach, context)) return refuse(no.notYours());
  const meetingFrom = startOfMeetingClock(breach, context);
  if (!meetingFrom.ok) return meetingFrom;
  const meetsAt = new Date(at);
  if (Number.isNaN(meetsAt.getTime())) return refuse(no.whenUnreadable());
  if (meetsAt < context.now) return refuse(no.inPast());
  const where = textWithin(place);
  if (where === null) return refuse(no.placeMissing());
  return accept({
    step: 'call-meeting',
    at: context.now.toISOString(),
    meetsAt: meetsAt.toISOString(),
    place: where,
    meetingFrom: meetingFrom.value,
  });
}

/** The day of the last answer, or the last day for one that never came; refused while an answer is still due. */
function startOfMeetingClock(breach: Breach, { calendar, today }: BreachContext): Result<LocalDate> {
  if (breach.meetingFrom !== null) return accept(breach.meetingFrom);
  const days: LocalDate[] = [];
  for (const { answer, clockFrom } of breach.parties) {
    if (answer) {
      days.push(answer.on);
      continue;
    }
    const deadline = stepDeadline(breach, 'response', clockFrom, calendar);
    if (!deadline.ok) return deadline;
    if (deadline.value.dueOn >= today) return refuse(no.answersDue(deadline.value.dueOn));
    days.push(deadline.value.dueOn);
  }
  return accept(days.sort().at(-1)!);
}

/** Records that the partners met and who was there (32c). */
export function holdMeeting(
  breach: Breach,
  { on, attended }: CommandOf<'hold-meeting'>,
  context: BreachContext,
): Result<EventOf<'hold-meeting'>> {
  if (!runsMeeting(breach, context)) return refuse(no.notYours());
  if (!readLocalDate(on, 'the meeting', 'ISA-32c').ok) return refuse(no.whenUnreadable());
  if (on > context.today) return refuse(no.metInFuture());
  if (on < breach.reported!.on) return refuse(no.metTooEarly());
  const meetsAt = new Date(breach.meeting!.at);
  if (context.now < meetsAt || on < londonDate(meetsAt)) return refuse(no.metBeforeCalled(londonDate(meetsAt)));
  if (attended.length === 0) return refuse(no.nobodyCame());
  if (!attended.every((id) => isPartner(breach, context, id))) return refuse(no.notPartner());
  const deadline = stepDeadline(breach, 'meeting', breach.meetingFrom!, context.calendar);
  if (!deadline.ok) return deadline;
  const { dueOn } = deadline.value;
  return accept({
    step: 'hold-meeting',
    at: context.now.toISOString(),
    on,
    dueOn,
    attended: [...new Set(attended)],
  });
}

/** Writes the minutes with the actions and sanctions agreed, or writes them anew before they are circulated (32d). */
export function minute(
  breach: Breach,
  { text, actions }: CommandOf<'minute'>,
  context: BreachContext,
): Result<EventOf<'minute'>> {
  if (!runsMeeting(breach, context)) return refuse(no.notYours());
  const written = textWithin(text);
  if (written === null) return refuse(no.minutesMissing());
  const fault = actions.map((action) => actionFault(breach, action, context)).find(Boolean);
  if (fault) return refuse(fault);
  return accept({
    step: 'minute',
    at: context.now.toISOString(),
    text: written,
    actions: actions.map(({ kind, text: words, ownerAgencyId, dueOn }): AgreedAction => ({
      id: context.newId(),
      kind,
      text: words.trim(),
      ownerAgencyId,
      dueOn,
      doneAt: null,
      doneOn: null,
      note: null,
    })),
  });
}

function actionFault(breach: Breach, action: NewAction, context: BreachContext): Refusal | null {
  const { kind, text, ownerAgencyId, dueOn } = action;
  const isKind = kind === 'action' || kind === 'sanction';
  if (!isKind || textWithin(text) === null || !readLocalDate(dueOn, 'an action', 'ISA-32d').ok)
    return no.actionIncomplete();
  if (!isPartner(breach, context, ownerAgencyId)) return no.ownerNotPartner();
  return dueOn < breach.met!.on ? no.actionBeforeMeeting() : null;
}

/** Sends the minutes to all partners (32d). Receipts are acknowledged afterwards. */
export function circulate(breach: Breach, context: BreachContext): Result<EventOf<'circulate'>> {
  if (!runsMeeting(breach, context)) return refuse(no.notYours());
  const deadline = stepDeadline(breach, 'minutes', breach.met!.on, context.calendar);
  if (!deadline.ok) return deadline;
  const at = context.now.toISOString();
  const everybody = partnersOf(context.partners, breach.report.accused);
  return accept({
    step: 'circulate',
    at,
    on: context.today,
    dueOn: deadline.value.dueOn,
    receipts: everybody.map(({ agencyId }) => ({ agencyId, sentAt: at, receivedAt: null })),
  });
}

/** Acknowledges the minutes; a second time does nothing. */
export function receiveMinutes(
  { minutesReceipts }: Breach,
  { actor, now }: BreachContext,
): Result<EventOf<'receive-minutes'> | null> {
  const receipt = minutesReceipts.find(({ agencyId }) => agencyId === actor.agencyId);
  if (!receipt) return refuse(no.minutesNotSentToYou());
  if (receipt.receivedAt) return accept(null);
  return accept({ step: 'receive-minutes', at: now.toISOString(), agencyId: actor.agencyId });
}

/** Records an action or sanction as done, with what was done. */
export function completeAction(
  breach: Breach,
  { actionId, note }: CommandOf<'complete-action'>,
  { actor, now, today }: BreachContext,
): Result<EventOf<'complete-action'>> {
  const action = breach.actions.find(({ id }) => id === actionId);
  if (!action) return refuse(no.noSuchAction());
  if (!actor.isManager && action.ownerAgencyId !== actor.agencyId) return refuse(no.notYourAction());
  if (action.doneAt !== null) return refuse(no.doneTwice());
  const written = textWithin(note);
  if (written === null) return refuse(no.noteMissing());
  return accept({
    step: 'complete-action',
    at: now.toISOString(),
    actionId,
    note: written,
    on: today,
  });
}

/** Closes a breach when everything agreed is done and each partner in breach has decided about the Commissioner. */
export function close(breach: Breach, context: BreachContext): Result<EventOf<'close'>> {
  const open = breach.actions.filter(({ doneAt }) => doneAt === null).length;
  if (open > 0) return refuse(no.actionsOpen(open));
  if (!runsMeeting(breach, context)) return refuse(no.notYours());
  if (breach.parties.some(({ awareAt, commissioner }) => awareAt !== null && !commissioner))
    return refuse(no.commissionerOpen());
  return accept({ step: 'close', at: context.now.toISOString() });
}
