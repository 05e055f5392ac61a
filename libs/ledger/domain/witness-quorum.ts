/** What a partnership asks of its witnesses. */
export interface QuorumTerms {
  /** Of the partnership's witnesses so many must have cosigned. */
  quorum: number;
  /** For so many hours routine disclosures go on when they have not. */
  hours: number;
}

/** What holds until a partnership decides otherwise. */
export const DEFAULT_QUORUM_TERMS: QuorumTerms = { quorum: 1, hours: 4 };

/** The most witnesses that a partnership has, and the longest that it goes on without them, in hours (a week). */
export const WITNESSES_MAX = 20;
export const QUORUM_HOURS_MAX = 168;

/** How well the log is witnessed at an instant, as one partnership counts. */
export interface QuorumStanding {
  terms: QuorumTerms;
  /** Witnesses that the partnership has. */
  witnesses: number;
  /** So many of the first entries of the log are vouched for by a quorum. */
  witnessedSize: number;
  /** Since when there has been an entry that no quorum vouches for; null when there is none, or nobody witnesses at all. */
  unwitnessedSince: Date | null;
  /** When routine disclosures stop, or stopped; null while nothing is unwitnessed. */
  stopsAt: Date | null;
  hasStopped: boolean;
}

/** So many of the first entries a quorum vouches for: who has cosigned a size has checked that all smaller ones are its beginning. */
export const witnessedSize = (cosignedSizes: readonly number[], quorum: number): number =>
  cosignedSizes.toSorted((a, b) => b - a)[quorum - 1] ?? 0;

/**
 * How the partnership's rule stands (ISA-22). `oldestAt`: when the oldest entry was made that no quorum vouches for, null when there is
 * none. `countsFrom`: when the witnesses or the rule last changed; nothing before it counts against them. Without witnesses no rule holds.
 */
export function quorumStanding(
  terms: QuorumTerms,
  cosignedSizes: readonly number[],
  oldestAt: Date | null,
  countsFrom: Date,
  now: Date,
): QuorumStanding {
  const witnesses = cosignedSizes.length;
  const since = oldestAt && witnesses > 0 ? new Date(Math.max(oldestAt.getTime(), countsFrom.getTime())) : null;
  const stopsAt = since && new Date(since.getTime() + terms.hours * 3_600_000);
  return {
    terms,
    witnesses,
    witnessedSize: witnessedSize(cosignedSizes, terms.quorum),
    unwitnessedSince: since,
    stopsAt,
    hasStopped: stopsAt !== null && stopsAt <= now,
  };
}
