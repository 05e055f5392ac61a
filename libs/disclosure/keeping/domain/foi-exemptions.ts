import { accept, refuse, type Refusal, type Result } from '@broker/kernel';
import { given } from './words.js';

/** A ground on which information need not be given. */
export interface FoiExemption {
  /** Section of the Freedom of Information Act 2000. */
  section: string;
  words: string;
  /** Counts only where the public interest in keeping it back outweighs that in giving it (section 2 of the Act). */
  needsPublicInterest: boolean;
}

/** The grounds that come up in the work of a partnership; the Act has more. */
export const FOI_EXEMPTIONS: readonly FoiExemption[] = [
  { section: '12', words: 'It would cost more than the limit', needsPublicInterest: false },
  { section: '14', words: 'The request is vexatious or repeated', needsPublicInterest: false },
  { section: '21', words: 'It can be had elsewhere', needsPublicInterest: false },
  { section: '22', words: 'It will be published', needsPublicInterest: true },
  { section: '30', words: 'Investigations and proceedings', needsPublicInterest: true },
  { section: '31', words: 'Law enforcement', needsPublicInterest: true },
  { section: '38', words: 'Health and safety of a person', needsPublicInterest: true },
  { section: '40', words: 'Personal information', needsPublicInterest: false },
  { section: '41', words: 'Given in confidence', needsPublicInterest: false },
  { section: '42', words: 'Legal professional privilege', needsPublicInterest: true },
  { section: '44', words: 'Disclosure is forbidden by law', needsPublicInterest: false },
];

/** An exemption that was considered, and whether the answer relies on it. */
export interface WeighedExemption {
  section: string;
  reliedOn: boolean;
}

/** An exemption as an answer claims it. */
export interface ClaimedExemption {
  section: string;
  /** Null where that was not said. */
  reliedOn: boolean | null;
  /** Why it does or does not apply. */
  why: string;
  /** How the public interest was weighed; empty or left out where it was not. */
  publicInterest?: string;
}

/** An exemption with its own reasons. */
export type ReasonedExemption = WeighedExemption & Required<Pick<ClaimedExemption, 'why' | 'publicInterest'>>;

const CLAUSE = 'ISA-15';

/**
 * Exemptions that can be recorded, tidied. Each is one of the list, named once, relied on or not, and has reasons of its own; where one that
 * the public interest decides is relied on, it is told how that was weighed.
 */
export function checkExemptions(claimed: readonly ClaimedExemption[]): Result<ReasonedExemption[]> {
  const reasoned: ReasonedExemption[] = [];
  for (const one of claimed) {
    const known = FOI_EXEMPTIONS.find(({ section }) => section === one.section);
    if (!known) return refuse(noSuchExemption);
    if (reasoned.some(({ section }) => section === one.section)) return refuse(exemptionTwice(one.section));
    const checked = reasonsOf(one, known);
    if (!checked.ok) return checked;
    reasoned.push(checked.value);
  }
  return accept(reasoned);
}

function reasonsOf(
  { section, reliedOn, why, publicInterest = '' }: ClaimedExemption,
  { needsPublicInterest }: FoiExemption,
): Result<ReasonedExemption> {
  if (reliedOn === null) return refuse(relianceNotSaid(section));
  const reasons = given(why, `why section ${section} does or does not apply`, CLAUSE);
  if (!reasons.ok) return reasons;
  const exemption = { section, reliedOn, why: reasons.value, publicInterest: '' };
  if (publicInterest.trim() === '')
    return needsPublicInterest && reliedOn ? refuse(noBalance(section)) : accept(exemption);
  if (!needsPublicInterest) return refuse(balanceNotCalledFor(section));
  const balance = given(publicInterest, `how the public interest was weighed for section ${section}`, CLAUSE);
  return balance.ok ? accept({ ...exemption, publicInterest: balance.value }) : balance;
}

const noSuchExemption: Refusal = {
  code: 'disclosure/no-such-exemption',
  clause: CLAUSE,
  message: 'There is no such exemption in the list.',
  mend: 'Choose from the exemptions that are offered.',
};

const exemptionTwice = (section: string): Refusal => ({
  code: 'disclosure/exemption-twice',
  clause: CLAUSE,
  message: `Section ${section} is named more than once.`,
  mend: 'Name each exemption once, with all its reasons.',
});

const relianceNotSaid = (section: string): Refusal => ({
  code: 'disclosure/reliance-not-said',
  clause: CLAUSE,
  message: `It is not said whether the answer relies on section ${section}.`,
  mend: 'Say yes or no for each exemption that was considered.',
});

const noBalance = (section: string): Refusal => ({
  code: 'disclosure/no-public-interest-balance',
  clause: CLAUSE,
  message: `Section ${section} is relied on, but it is not said how the public interest was weighed.`,
  mend: 'Say what speaks for giving the information, what for keeping it back, and why the second outweighs the first.',
});

const balanceNotCalledFor = (section: string): Refusal => ({
  code: 'disclosure/balance-not-called-for',
  clause: CLAUSE,
  message: `The public interest is weighed for section ${section}, which does not depend on it.`,
  mend: 'Leave it out there; what matters belongs in the reasons.',
});
