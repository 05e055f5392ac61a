import { accept, refuse, type LocalDate, type Refusal, type Result } from '@broker/kernel';
import { readLocalDate } from '@broker/working-calendar';
import { INFORMATION, isPersonal, type Breach, type Information, type Partner, type Report } from './breach.js';
import { stepDeadline } from './breach-clocks.js';
import type { CommandOf, EventOf, ReportAnswers } from './breach-messages.js';
import { reportRefusals as no } from './breach-refusals.js';
import { isOpen } from './breach-workflow.js';
import type { BreachContext } from './breach-context.js';
import { writtenText } from './text.js';

/** Partners beside a breach: those that have signed, and those that it is alleged of. */
export const partnersOf = (partners: readonly Partner[], accused: readonly string[]): Partner[] =>
  partners.filter(({ agencyId, isSigned }) => isSigned || accused.includes(agencyId));

/** What is wrong with the day on which a partner says it became aware; null when nothing is. */
export function awareFault(awareOn: LocalDate, { today, agreementOn }: BreachContext): Refusal | null {
  if (!readLocalDate(awareOn, 'becoming aware', 'ISA-32a').ok) return no.awareUnreadable();
  if (awareOn > today) return no.awareInFuture();
  return awareOn < agreementOn ? no.beforeAgreement(agreementOn) : null;
}

/** Gives or changes answers of a report that was not sent yet. */
export function amend(
  breach: Breach,
  { answers }: CommandOf<'amend'>,
  context: BreachContext,
): Result<EventOf<'amend'>> {
  if (context.actor.agencyId !== breach.allegingAgencyId) return refuse(no.notYourReport());
  const read = readAnswers(answers, context);
  if (!read.ok) return read;
  return accept({ step: 'amend', at: context.now.toISOString(), report: { ...breach.report, ...read.value } });
}

function readAnswers(answers: ReportAnswers, context: BreachContext): Result<Partial<Report>> {
  const { awareOn, accused, whatHappened, information, people } = answers;
  const fault =
    (awareOn !== undefined && awareFault(awareOn, context)) ||
    (accused !== undefined && accusedFault(accused, context)) ||
    (information !== undefined && !isInformation(information) && no.informationMissing()) ||
    (people !== undefined && people !== null && !(Number.isSafeInteger(people) && people >= 0) && no.peopleMissing());
  if (fault) return refuse(fault);
  const happened = whatHappened === undefined ? null : writtenText(whatHappened);
  if (whatHappened !== undefined && !happened) return refuse(no.happenedMissing());
  if (happened === 'too-long') return refuse(no.textTooLong());
  return accept({
    ...(awareOn !== undefined && { awareOn }),
    ...(accused !== undefined && { accused: [...new Set(accused)] }),
    ...(happened && { whatHappened: happened.text }),
    ...(information !== undefined && { information: [...new Set(information)] as Information[] }),
    ...(people !== undefined && { people, isPeopleTold: true }),
  });
}

function accusedFault(accused: readonly string[], { actor, partners }: BreachContext): Refusal | null {
  if (accused.length === 0) return no.accusedMissing();
  if (accused.includes(actor.agencyId)) return no.accusesItself();
  return accused.every((id) => partners.some(({ agencyId }) => agencyId === id)) ? null : no.notSignatory();
}

const isInformation = (given: readonly string[]): given is Information[] =>
  given.length > 0 && given.every((one) => Object.hasOwn(INFORMATION, one));

/** What a report still lacks, in the order of its questions; null when it is complete. */
export function missingOf(report: Report): Refusal | null {
  if (report.accused.length === 0) return no.accusedMissing();
  if (report.whatHappened === null) return no.happenedMissing();
  if (report.information.length === 0) return no.informationMissing();
  return report.isPeopleTold ? null : no.peopleMissing();
}

/** Sends the report to every other signatory (32a). It is delivered at once; each receipt is acknowledged afterwards. */
export function report(breach: Breach, context: BreachContext): Result<EventOf<'report'>> {
  const { actor, partners, calendar, today, newId } = context;
  if (actor.agencyId !== breach.allegingAgencyId) return refuse(no.notYourReport());
  const fault = missingOf(breach.report) ?? accusedFault(breach.report.accused, context);
  if (fault) return refuse(fault);
  const deadline = stepDeadline(breach, 'report', breach.report.awareOn, calendar);
  if (!deadline.ok) return deadline;
  const at = context.now.toISOString();
  const { accused } = breach.report;
  const others = partnersOf(partners, accused).filter(({ agencyId }) => agencyId !== actor.agencyId);
  return accept({
    step: 'report',
    at,
    on: today,
    dueOn: deadline.value.dueOn,
    receipts: others.map(({ agencyId }) => ({ agencyId, sentAt: at, receivedAt: null })),
    parties: accused.map((agencyId) => ({
      id: newId(),
      agencyId,
      regime: partners.find((one) => one.agencyId === agencyId)!.regime,
      awareAt: isPersonal(breach.report) ? at : null,
    })),
  });
}

/** Takes the report back, with the reason that the partners read. */
export function withdraw(
  breach: Breach,
  { reason }: CommandOf<'withdraw'>,
  { actor, now }: BreachContext,
): Result<EventOf<'withdraw'>> {
  if (actor.agencyId !== breach.allegingAgencyId) return refuse(no.notYourReport());
  const written = writtenText(reason);
  if (!written) return refuse(no.reasonMissing());
  if (written === 'too-long') return refuse(no.textTooLong());
  return accept({ step: 'withdraw', at: now.toISOString(), reason: written.text });
}

/** Lets another breach take this one up: its partners in breach must all be alleged there too. */
export function merge(
  breach: Breach,
  { into }: CommandOf<'merge'>,
  { actor, target, now }: BreachContext,
): Result<EventOf<'merge'>> {
  if (!actor.isManager && actor.agencyId !== breach.allegingAgencyId) return refuse(no.notYoursToMerge());
  const isPossible =
    target?.id === into && into !== breach.id && isOpen(target.state) && target.reported !== null && !target.met;
  if (!isPossible) return refuse(no.mergeElsewhere());
  const alleged = target.parties.map(({ agencyId }) => agencyId);
  if (!breach.report.accused.every((agencyId) => alleged.includes(agencyId))) return refuse(no.mergeLosesParty());
  return accept({ step: 'merge', at: now.toISOString(), into });
}
