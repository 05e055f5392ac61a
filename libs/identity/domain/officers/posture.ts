import type { Clause, LocalDate } from '@broker/kernel';
import { addDays } from '@broker/working-calendar';
import { isAway, isInPost, reachOf, type Away, type Post } from './cover.js';
import { registrationState, type RegistrationKept, type RegistrationState } from './registration.js';
import { trainingState, type TrainingState } from './training.js';

/** Whether somebody answers for an agency as designated officer. */
export type CoverState = 'in-post' | 'deputy' | 'away' | 'vacant';

/** How an agency keeps ISA-20 to ISA-22 on a day. Dates: what the state rests on, null where there is none. */
export interface Posture {
  cover: { state: CoverState; officerIds: string[]; vacantSince: LocalDate | null };
  /** Of the designated officers in post, the one whose training stands worst. */
  training: { state: TrainingState; until: LocalDate | null };
  registration: { state: RegistrationState; until: LocalDate | null };
}

/** What a posture is made of: one agency's posts, absences, newest training by officer, newest registration. */
export interface PostureFacts {
  posts: readonly Post[];
  aways: readonly Away[];
  trainedUntil: ReadonlyMap<string, LocalDate>;
  registration: Pick<RegistrationKept, 'number' | 'expiresOn'> | null;
}

/** Something that an agency has to put right. */
export interface Mending {
  clause: Clause;
  what: string;
  /** True for what already fails; false for what is about to. */
  fails: boolean;
}

const WORST_FIRST: readonly TrainingState[] = ['never', 'lapsed', 'expiring', 'trained'];

/** Tells how an agency stands on a day. */
export function postureOn(facts: PostureFacts, on: LocalDate): Posture {
  const held = facts.posts.filter(({ role }) => role === 'designated-officer');
  const inPost = held.filter((post) => isInPost(post, on));
  const trainings = inPost.map(({ officerId }) => {
    const until = facts.trainedUntil.get(officerId) ?? null;
    return { until, state: trainingState(until, on) };
  });
  const worst = trainings.toSorted((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state))[0];
  return {
    cover: coverOn(held, inPost, facts, on),
    training: worst ?? { until: null, state: 'never' },
    registration: { state: registrationState(facts.registration, on), until: facts.registration?.expiresOn ?? null },
  };
}

function coverOn(held: Post[], inPost: Post[], { posts, aways }: PostureFacts, on: LocalDate): Posture['cover'] {
  const officerIds = reachOf(posts, aways, 'designated-officer', on).map(({ officerId }) => officerId);
  if (inPost.length === 0) return { state: 'vacant', officerIds, vacantSince: vacantSince(held, on) };
  const there = inPost.some((post) => !isAway(post, aways, on));
  return { state: there ? 'in-post' : officerIds.length > 0 ? 'deputy' : 'away', officerIds, vacantSince: null };
}

/** The day after the last one on which somebody held the post; null when nobody ever did. */
function vacantSince(held: readonly Post[], on: LocalDate): LocalDate | null {
  const ended = held.flatMap(({ startedOn, endedOn }) =>
    endedOn !== null && endedOn >= startedOn && endedOn < on ? [endedOn] : [],
  );
  return ended.length > 0 ? addDays(ended.toSorted().at(-1)!, 1) : null;
}

/** What an agency has to put right, failings first (ISA-20 to ISA-22). @param agency its name. */
export function mendingsOf({ cover, training, registration }: Posture, isResponsible: boolean): Mending[] {
  const found: Mending[] = [];
  const say = (clause: Clause, what: string, fails = true): void => void found.push({ clause, what, fails });
  if (cover.state === 'vacant') {
    say(
      'ISA-20',
      isResponsible
        ? 'has no designated officer, and as a responsible authority must have one'
        : 'has no designated officer',
    );
  }
  if (cover.state === 'away') say('ISA-20', 'has a designated officer who is away, and no deputy');
  if (cover.state !== 'vacant') {
    if (training.state === 'never') say('ISA-22', 'has a designated officer without any recorded training');
    if (training.state === 'lapsed') say('ISA-22', 'has a designated officer whose training has lapsed');
    if (training.state === 'expiring')
      say('ISA-22', 'has a designated officer whose training is about to lapse', false);
  }
  if (registration.state === 'none') say('ISA-21', 'has not recorded its data protection registration');
  if (registration.state === 'lapsed') say('ISA-21', 'has let its data protection registration lapse');
  if (registration.state === 'expiring')
    say('ISA-21', 'has a data protection registration that is about to lapse', false);
  return found.toSorted((a, b) => Number(b.fails) - Number(a.fails));
}
