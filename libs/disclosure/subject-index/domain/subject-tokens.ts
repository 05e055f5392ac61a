import type { LocalDate } from '@broker/kernel';
import { formsOf } from './nicknames.js';
import { nameParts } from './name-parts.js';

/** Who is looked for, or entered: as much of it as is known. */
export interface Subject {
  fullName: string;
  /** Null where it is not known. */
  dateOfBirth: LocalDate | null;
  /** Other names that the person goes by. */
  otherNames: readonly string[];
}

/** How a part of a name sounds: one code or two; empty codes for a script that has none. */
export type SoundsOf = (part: string) => readonly string[];

/**
 * How surely an entry is about the person: `same`: every part of the name and the date of birth; `close`: two parts of the name as they
 * sound, and the date of birth or a part of it or no date on one side; `possible`: less than that.
 */
export type Likeness = 'same' | 'close' | 'possible';

/** One thing to look for: two tokens with the same text are the same thing. `part`: which part of the name it speaks of, for single parts. */
export interface Token {
  text: string;
  likeness: Likeness;
  part: number | null;
}

/** Two entries with the same part beside the same date of birth, but in two parts, are close. */
export const isClose = (parts: ReadonlySet<number>): boolean => parts.size > 1;

/** What is entered for a subject. Nothing of a name without a letter. */
export function tokensToEnter(subject: Subject, soundsOf: SoundsOf): string[] {
  const { dateOfBirth: born } = subject;
  const texts = new Set<string>();
  for (const parts of namesOf(subject)) {
    const pairs = pairsOf(parts, soundsOf);
    const isInitial = startsWithInitial(parts);
    const initials = initialsOf(parts, soundsOf);
    if (born === null) {
      for (const pair of pairs) texts.add(`undated ${pair}`);
      for (const one of initials) texts.add(`undated-${isInitial ? 'initial' : 'name'} ${one}`);
      if (parts.length === 1) for (const sound of soundOf(parts[0]!, soundsOf)) texts.add(`alone ${sound}`);
      continue;
    }
    texts.add(exactly(parts, born));
    for (const part of spoken(parts))
      for (const sound of soundOf(part, soundsOf)) texts.add(`part ${sound} ${dayOf(born)}`);
    for (const pair of pairs) {
      texts.add(`dated ${pair}`);
      texts.add(`year ${pair} ${born.slice(0, 4)}`);
      texts.add(`day ${pair} ${dayOf(born).slice(5)}`);
    }
    for (const one of initials) texts.add(`dated-${isInitial ? 'initial' : 'name'} ${one}`);
  }
  return [...texts];
}

/**
 * What is looked for: with a date of birth, entries that bear it, nearly bear it, or bear none; without one, entries of the name.
 * An entry with another date of birth than the one asked for is not found by its name alone.
 */
export function tokensToFind(subject: Subject, soundsOf: SoundsOf): Token[] {
  const { dateOfBirth: born } = subject;
  const found = new Map<string, Token>();
  const look = (text: string, likeness: Likeness, part: number | null = null): void => {
    if (!found.has(text)) found.set(text, { text, likeness, part });
  };
  for (const parts of namesOf(subject)) {
    const pairs = pairsOf(parts, soundsOf);
    const initials = initialsOf(parts, soundsOf);
    if (born !== null) {
      look(exactly(parts, born), 'same');
      for (const [at, part] of parts.entries())
        if (part.length > 1)
          for (const sound of soundOf(part, soundsOf)) look(`part ${sound} ${dayOf(born)}`, 'possible', at);
      for (const pair of pairs) {
        look(`year ${pair} ${born.slice(0, 4)}`, 'close');
        look(`day ${pair} ${dayOf(born).slice(5)}`, 'close');
      }
    }
    const kinds = born === null ? ['dated', 'undated'] : ['undated'];
    for (const kind of kinds) {
      for (const pair of pairs) look(`${kind} ${pair}`, 'close');
      for (const one of initials) {
        look(`${kind}-initial ${one}`, 'possible');
        if (startsWithInitial(parts)) look(`${kind}-name ${one}`, 'possible');
      }
    }
    for (const part of spoken(parts)) for (const sound of soundOf(part, soundsOf)) look(`alone ${sound}`, 'possible');
  }
  return [...found.values()];
}

const namesOf = ({ fullName, otherNames }: Subject): string[][] =>
  [fullName, ...otherNames].map(nameParts).filter((parts) => parts.length > 0);

const exactly = (parts: readonly string[], born: LocalDate): string => `all ${parts.toSorted().join(' ')} ${born}`;

const spoken = (parts: readonly string[]): string[] => parts.filter((part) => part.length > 1);

const startsWithInitial = (parts: readonly string[]): boolean => parts.length > 1 && parts[0]!.length === 1;

/** Every way in which a part may be heard, its full names included; the part itself where its script has no sounds. */
function soundOf(part: string, soundsOf: SoundsOf): string[] {
  const sounds = formsOf(part).flatMap((form) => {
    const heard = soundsOf(form).filter((sound) => sound !== '');
    return heard.length > 0 ? heard : [form];
  });
  return [...new Set(sounds)];
}

/** Any two parts by their sounds, whichever stands first: names are swapped easily. */
function pairsOf(parts: readonly string[], soundsOf: SoundsOf): string[] {
  const sounds = spoken(parts).map((part) => soundOf(part, soundsOf));
  const pairs = new Set<string>();
  for (const [at, ones] of sounds.entries())
    for (const others of sounds.slice(at + 1))
      for (const one of ones) for (const other of others) pairs.add([one, other].toSorted().join('+'));
  return [...pairs];
}

/** The first letter with the sound of the last part: `J Smith`. */
function initialsOf(parts: readonly string[], soundsOf: SoundsOf): string[] {
  if (parts.length < 2 || parts.at(-1)!.length < 2) return [];
  return soundOf(parts.at(-1)!, soundsOf).map((sound) => `${parts[0]![0]} ${sound}`);
}

/** A date under which it is also found with day and month swapped. */
function dayOf(born: LocalDate): string {
  const [year, month, day] = born.split('-') as [string, string, string];
  return day <= '12' ? `${year}-${[month, day].toSorted().join('-')}` : born;
}
