import { accept, refuse, type Result } from '@broker/kernel';
import { commissionerNotification } from '@broker/working-calendar';
import type { Breach, NotificationContent } from './breach.js';
import { stepDeadline } from './breach-clocks.js';
import type { CommandOf, EventOf } from './breach-messages.js';
import { answerRefusals as no } from './breach-refusals.js';
import type { BreachContext } from './breach-context.js';
import { textWithin } from './text.js';

/**
 * Acknowledges the report. For a partner in breach its days are counted from now on, if they have not run out since delivery:
 * whoever leaves the report unacknowledged gains nothing by it. A second acknowledgement does nothing.
 */
export function receive(breach: Breach, context: BreachContext): Result<EventOf<'receive'> | null> {
  const { actor, calendar, today, now } = context;
  const receipt = breach.receipts.find(({ agencyId }) => agencyId === actor.agencyId);
  if (!receipt) return refuse(no.notSentToYou());
  if (receipt.receivedAt) return accept(null);
  const party = breach.parties.find(({ agencyId, answer }) => agencyId === actor.agencyId && !answer);
  let clockFrom: string | null = null;
  if (party) {
    const deadline = stepDeadline(breach, 'response', party.clockFrom, calendar);
    if (!deadline.ok) return deadline;
    clockFrom = today <= deadline.value.dueOn ? today : null;
  }
  return accept({ step: 'receive', at: now.toISOString(), agencyId: actor.agencyId, clockFrom });
}

/** A partner in breach reports back (32b). One answer, which stands; answering acknowledges nothing by itself. */
export function answer(
  breach: Breach,
  { position, text }: CommandOf<'answer'>,
  { actor, calendar, today, now }: BreachContext,
): Result<EventOf<'answer'>> {
  const party = breach.parties.find(({ agencyId }) => agencyId === actor.agencyId);
  if (!party) return refuse(no.notAccused());
  if (party.answer) return refuse(no.answeredTwice());
  if (position !== 'accepted' && position !== 'disputed') return refuse(no.positionMissing());
  const written = textWithin(text);
  if (written === null) return refuse(no.answerMissing());
  const deadline = stepDeadline(breach, 'response', party.clockFrom, calendar);
  if (!deadline.ok) return deadline;
  const { agencyId } = party;
  const { dueOn } = deadline.value;
  return accept({ step: 'answer', at: now.toISOString(), agencyId, position, text: written, on: today, dueOn });
}

const partyOf = ({ parties }: Breach, { actor }: BreachContext) =>
  parties.find(({ agencyId }) => agencyId === actor.agencyId);

/** Records whether the partner in breach notifies the Information Commissioner, and why; also that it does not. */
export function decideCommissioner(
  breach: Breach,
  command: CommandOf<'decide-commissioner'>,
  context: BreachContext,
): Result<EventOf<'decide-commissioner'>> {
  const party = partyOf(breach, context);
  if (!party) return refuse(no.notController());
  if (party.awareAt === null) return refuse(no.nothingPersonal());
  if (party.commissioner) return refuse(no.decidedTwice());
  const awareAt = command.awareAt ?? party.awareAt;
  if (Number.isNaN(Date.parse(awareAt)) || Date.parse(awareAt) > Date.parse(party.awareAt))
    return refuse(no.awareLater());
  const reason = textWithin(command.reason);
  if (reason === null) return refuse(no.whyMissing());
  const content = command.notify ? readContent(command.content) : null;
  if (command.notify && content === null) return refuse(no.contentMissing());
  const isLate = context.now > commissionerNotification(new Date(awareAt)).dueAt;
  const lateReasons = textWithin(command.lateReasons ?? '');
  if (isLate && command.notify && lateReasons === null) return refuse(no.lateReasonsMissing());
  return accept({
    step: 'decide-commissioner',
    at: context.now.toISOString(),
    partyId: party.id,
    awareAt: new Date(awareAt).toISOString(),
    regime: command.regime ?? party.regime,
    decision: { notify: command.notify, reason, content, lateReasons: isLate ? lateReasons : null, isLate },
  });
}

/** The content of a notification; null when one of its four texts is missing or a number is none. */
function readContent(given: NotificationContent | undefined): NotificationContent | null {
  if (!given) return null;
  const [nature, contact, consequences, measures] = [
    given.nature,
    given.contact,
    given.consequences,
    given.measures,
  ].map((text) => textWithin(text));
  const counts = [given.people, given.records].every((n) => n === null || (Number.isSafeInteger(n) && n >= 0));
  if (!nature || !contact || !consequences || !measures || !counts) return null;
  return { nature, people: given.people, records: given.records, contact, consequences, measures };
}

/** Records whether the partner in breach tells the people concerned (UK GDPR Article 34), and why. */
export function decideIndividuals(
  breach: Breach,
  { tell, reason }: CommandOf<'decide-individuals'>,
  context: BreachContext,
): Result<EventOf<'decide-individuals'>> {
  const party = partyOf(breach, context);
  if (!party) return refuse(no.notController());
  if (party.awareAt === null) return refuse(no.nothingPersonal());
  if (party.individuals) return refuse(no.decidedTwice());
  const written = textWithin(reason);
  if (written === null) return refuse(no.tellReasonMissing());
  return accept({
    step: 'decide-individuals',
    at: context.now.toISOString(),
    partyId: party.id,
    decision: { tell, reason: written },
  });
}
