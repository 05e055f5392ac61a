import { BREACH_WORKFLOW, clocksOf, type BreachStepName } from '@broker/breach';
import { londonDate } from '@broker/kernel';
import { paths } from '../paths.js';
import type { BreachFacts } from './breach-facts.js';

/** A step that is open to the person now. */
export interface Offer {
  text: string;
  href: string;
  isMain: boolean;
}

/** The steps that the state and the person's part in the breach leave open; the rules decide when one is taken. */
export function offersOf(facts: BreachFacts): Offer[] {
  const { view, agencyId, isManager, may } = facts;
  const { breach, id } = view;
  const isOwn = breach.allegingAgencyId === agencyId;
  const runs = may.has('breach.meet') && (isManager || isOwn);
  const party = breach.parties.find((one) => one.agencyId === agencyId);
  const open = breach.actions.filter((one) => one.doneAt === null && (isManager || one.ownerAgencyId === agencyId));
  const has = (receipts: typeof breach.receipts) =>
    receipts.some((one) => one.agencyId === agencyId && !one.receivedAt);
  const answers = may.has('breach.answer') && party !== undefined;
  const offer = (step: BreachStepName, isOpen: boolean, text: string, name: string, isMain = true): Offer[] =>
    isOpen && BREACH_WORKFLOW[breach.state][step] ? [{ text, href: paths.breachStep({ id, step: name }), isMain }] : [];
  return [
    ...offer('report', isOwn && may.has('breach.report'), 'Carry on with the report', 'report'),
    ...offer('receive', may.has('breach.receive') && has(breach.receipts), 'Acknowledge the report', 'receipt'),
    ...offer('answer', answers && !party.answer, 'Report back', 'answer'),
    ...offer(
      'call-meeting',
      runs && !isAnswerDue(facts),
      breach.meeting ? 'Call the meeting for another time' : 'Call the meeting',
      'meeting',
      !breach.meeting,
    ),
    ...offer('hold-meeting', runs, 'Record the meeting', 'attendance'),
    ...offer('circulate', runs, 'Circulate the minutes', 'circulate'),
    ...offer(
      'minute',
      runs,
      breach.minutes ? 'Put the minutes right' : 'Write the minutes',
      'minutes',
      !breach.minutes,
    ),
    ...offer(
      'receive-minutes',
      may.has('breach.receive') && has(breach.minutesReceipts),
      'Acknowledge the minutes',
      'minutes-receipt',
    ),
    ...offer('complete-action', may.has('breach.act') && open.length > 0, 'Record an action as done', 'done'),
    ...offer('close', runs && may.has('breach.close'), 'Close the breach', 'close'),
    ...offer(
      'decide-commissioner',
      answers && party.awareAt !== null && !party.commissioner,
      'Decide about the Information Commissioner',
      'commissioner',
      false,
    ),
    ...offer(
      'decide-individuals',
      answers && party.awareAt !== null && !party.individuals,
      'Decide whether to tell the people concerned',
      'individuals',
      false,
    ),
    ...offer('merge', may.has('breach.merge') && (isManager || isOwn), 'Merge into another breach', 'merge', false),
    ...offer('withdraw', may.has('breach.withdraw') && isOwn, 'Withdraw the report', 'withdraw', false),
  ];
}

/** Whether a partner in breach still has time to answer: the meeting waits for it. */
function isAnswerDue({ view, calendar, now }: BreachFacts): boolean {
  const clocks = clocksOf(view.breach, calendar);
  return (
    clocks.ok &&
    view.breach.state === 'reported' &&
    clocks.value.some(({ kind, dueOn }) => kind === 'breach-response' && dueOn >= londonDate(now))
  );
}
