const PAUSE_FIRST_MS = 5_000;
const PAUSE_MAX_MS = 300_000;

/** How long a witness is left alone after so many failures on end, in milliseconds: five seconds, then twice as long each time, five minutes at most. */
export const pauseAfter = (failures: number): number =>
  failures === 0 ? 0 : Math.min(PAUSE_FIRST_MS * 2 ** Math.min(failures - 1, 20), PAUSE_MAX_MS);

/** Whether a witness may be asked (again) at an instant. */
export const mayBeAsked = (witness: { failures: number; askedAt: Date | null }, now: Date): boolean =>
  witness.askedAt === null || now.getTime() - witness.askedAt.getTime() >= pauseAfter(witness.failures);

/**
 * What a witness's refusal to cosign means, where it is more than a machine that does not answer: the log it is shown is not the one
 * that it knows. Each is a sign that the log was rewritten or put back, and is told to people.
 */
export const WITNESS_ALARMS = {
  'witness/ahead': 'it has cosigned a longer log than this one: the log has lost entries',
  'witness/fork': 'it has cosigned another log of the same size: the log was rewritten',
  'witness/422': 'the log does not continue the one that it cosigned last: the log was rewritten',
} as const;

/** Whether a fault is such a sign. */
export const isWitnessAlarm = (fault: string | null): fault is keyof typeof WITNESS_ALARMS =>
  fault !== null && Object.hasOwn(WITNESS_ALARMS, fault);
