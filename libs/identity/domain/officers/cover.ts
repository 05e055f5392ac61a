import type { LocalDate } from '@broker/kernel';
import type { Role } from '../permissions/index.js';

/** A post that somebody holds: from a day to a day, both included; `endedOn` null while it is open. */
export interface Post {
  officerId: string;
  agencyId: string;
  role: Role;
  startedOn: LocalDate;
  endedOn: LocalDate | null;
  /** The person of the same agency who stands in while the holder is away. */
  deputyId: string | null;
}

/** Days on which somebody is away, both included. */
export interface Away {
  officerId: string;
  agencyId: string;
  fromOn: LocalDate;
  toOn: LocalDate;
}

/** Somebody whom a matter of a post reaches. */
export interface Reached {
  officerId: string;
  agencyId: string;
}

/** Whether a post is held on a day. */
export const isInPost = ({ startedOn, endedOn }: Pick<Post, 'startedOn' | 'endedOn'>, on: LocalDate): boolean =>
  startedOn <= on && (endedOn === null || on <= endedOn);

/** Whether somebody is away from an agency on a day. */
export const isAway = (who: Reached, aways: readonly Away[], on: LocalDate): boolean =>
  aways.some(
    ({ officerId, agencyId, fromOn, toOn }) =>
      officerId === who.officerId && agencyId === who.agencyId && fromOn <= on && on <= toOn,
  );

/**
 * Whom a matter for a role reaches on a day (ISA-20): each holder who is there, and for one who is away the deputy, provided that the
 * deputy holds a post of the same agency that day and is there. An agency of which nobody is named has a vacancy that day.
 * @param posts of any role; @param aways of any officer. @returns each person once for each agency, in the order of the posts.
 */
export function reachOf(posts: readonly Post[], aways: readonly Away[], role: Role, on: LocalDate): Reached[] {
  const held = posts.filter((post) => isInPost(post, on));
  const standsIn = ({ agencyId, deputyId }: Post): boolean =>
    held.some((other) => other.agencyId === agencyId && other.officerId === deputyId) &&
    !isAway({ agencyId, officerId: deputyId! }, aways, on);
  const reached = new Map<string, Reached>();
  for (const post of held.filter((one) => one.role === role)) {
    const { agencyId, deputyId } = post;
    const officerId = isAway(post, aways, on) ? (standsIn(post) ? deputyId : null) : post.officerId;
    if (officerId !== null) reached.set(`${agencyId} ${officerId}`, { officerId, agencyId });
  }
  return [...reached.values()];
}
