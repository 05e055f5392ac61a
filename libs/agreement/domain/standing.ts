import type { LocalDate } from '@broker/kernel';

/** A version that has been sent for signature. */
export interface SentVersion {
  version: number;
  /** Last day on which the versions before it still count; null: they ended when it was sent. */
  oldEndsOn: LocalDate | null;
}

/** What an agency's standing in one partnership hangs on. */
export interface StandingFacts {
  /** Whether the agreement names it as a signatory. */
  isNamed: boolean;
  /** Day from which another agency has its duties, or it is no more; null while it has them itself. */
  passedOn: LocalDate | null;
  /** Versions under which it has a signature that was not withdrawn. */
  signedVersions: readonly number[];
}

/** How an agency stands to the agreement. */
export type AgreementStanding = 'signed' | 'unsigned' | 'not-a-signatory';

/** Whether signatures under a version still count on a day: every newer version must still let the old one run (ISA-10). */
export const countsOn = (version: number, sent: readonly SentVersion[], on: LocalDate): boolean =>
  sent.every(({ version: other, oldEndsOn }) => other <= version || (oldEndsOn !== null && on <= oldEndsOn));

/** The newest version that binds an agency on a day; null when none does. */
export function bindingVersion(facts: StandingFacts, sent: readonly SentVersion[], on: LocalDate): number | null {
  if (!facts.isNamed || hasPassed(facts, on)) return null;
  const counting = facts.signedVersions.filter((version) => countsOn(version, sent, on));
  return counting.length > 0 ? Math.max(...counting) : null;
}

/** How an agency stands on a day: its signature under any version that still counts keeps its data flowing (ISA-10). */
export function standingOn(facts: StandingFacts, sent: readonly SentVersion[], on: LocalDate): AgreementStanding {
  if (!facts.isNamed || hasPassed(facts, on)) return 'not-a-signatory';
  return bindingVersion(facts, sent, on) === null ? 'unsigned' : 'signed';
}

const hasPassed = ({ passedOn }: StandingFacts, on: LocalDate): boolean => passedOn !== null && passedOn <= on;
