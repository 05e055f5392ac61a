import { WITNESS_ALARMS, isWitnessAlarm, type QuorumStanding, type WitnessState } from '@broker/ledger';
import { momentText } from '../format/dates.js';
import { countText, numberText } from '../format/numbers.js';
import type { Tag } from '../format/tag.js';
import { paths } from '../paths.js';

/** What the page of witnesses is made of. */
export interface WitnessFacts {
  now: Date;
  witnesses: readonly WitnessState[];
  standing: QuorumStanding;
  /** Size of the newest checkpoint; 0 before the first. */
  signedSize: number;
  /** The log's name and public key; null before it has one. */
  logKey: string | null;
  /** Agency → name. */
  agencies: ReadonlyMap<string, string>;
  mayManage: boolean;
  maySetRule: boolean;
}

/** What the page of witnesses shows. */
export interface WitnessesPage {
  /** How the log is witnessed, in a sentence; what follows from it in another. */
  verdict: { text: string; isWarning: boolean };
  witnesses: {
    name: string;
    agency: string;
    tag: Tag;
    rows: { key: { text: string }; value: { text: string; classes?: string } }[];
    moveHref: string;
    removalHref: string;
  }[];
  rule: string;
  logKey: string | null;
  mayManage: boolean;
  maySetRule: boolean;
}

/** Each entry waits for some seconds until a witness has been asked: nothing to speak of. */
const USUAL_WAIT_MS = 120_000;
const FAULTS: Record<string, string> = {
  ...WITNESS_ALARMS,
  'witness/not-public': 'its name led into a private network',
  'witness/not-https': 'its address is not one that may be called',
  'witness/no-such-host': 'its name led to no computer',
  'witness/timeout': 'it did not answer within ten seconds',
  'witness/ECONNREFUSED': 'nothing took the call',
  'witness/ECONNRESET': 'the call was broken off',
  'witness/bad-cosignature': 'it signed with another key than the one that was entered',
  'witness/403': 'it does not know the key of this log',
  'witness/404': 'it does not witness this log',
};

/** A witness's fault in words: `witness/503` is "it answered 503". */
export const witnessFault = (fault: string): string =>
  FAULTS[fault] ?? (/^witness\/\d{3}$/.test(fault) ? `it answered ${fault.slice(-3)}` : `it failed (${fault})`);

/** The witnesses, how they fare, and what the partnership's rule makes of it. */
export const presentWitnesses = (facts: WitnessFacts): WitnessesPage => ({
  verdict: verdictOf(facts),
  witnesses: facts.witnesses.map((witness) => ({
    name: witness.name,
    agency: facts.agencies.get(witness.agencyId) ?? 'An agency that is no signatory any more',
    tag: tagOf(witness, facts.signedSize),
    rows: rowsOf(witness),
    moveHref: paths.witnessMove({ id: witness.id }),
    removalHref: paths.witnessRemoval({ id: witness.id }),
  })),
  rule: ruleText(facts.standing),
  logKey: facts.logKey,
  mayManage: facts.mayManage,
  maySetRule: facts.maySetRule,
});

function verdictOf({ now, standing, witnesses }: WitnessFacts): WitnessesPage['verdict'] {
  const alarm = witnesses.find(({ fault }) => isWitnessAlarm(fault));
  if (alarm) {
    const text = `The witness ${alarm.name} refuses the log: ${witnessFault(alarm.fault!)}. Ask its agency and the operator at once; nothing of the log is to be trusted until it is cleared up.`;
    return { text, isWarning: true };
  }
  const { witnesses: count, stopsAt, hasStopped, unwitnessedSince, witnessedSize } = standing;
  if (count === 0)
    return {
      text: 'Nobody witnesses the log yet. Whoever runs the broker could rewrite it, and nobody would find out.',
      isWarning: true,
    };
  if (hasStopped)
    return {
      text: `Too few witnesses have cosigned since ${momentText(unwitnessedSince!)}: routine disclosures have stopped. Urgent ones can be made, and are flagged.`,
      isWarning: true,
    };
  const waitsMs = unwitnessedSince ? now.getTime() - unwitnessedSince.getTime() : 0;
  const rest =
    stopsAt && waitsMs > USUAL_WAIT_MS
      ? `Newer ones have waited since ${momentText(unwitnessedSince!)}; routine disclosures stop on ${momentText(stopsAt)} if no quorum comes.`
      : 'That is all of them, but for those of the last moments.';
  return {
    text: `${countText(witnessedSize, 'entry is', 'entries are')} vouched for by ${countText(standing.terms.quorum, 'witness', 'witnesses')} or more. ${rest}`,
    isWarning: false,
  };
}

function tagOf({ fault, cosignedSize }: WitnessState, signedSize: number): Tag {
  if (isWitnessAlarm(fault)) return { text: 'Refuses the log', classes: 'govuk-tag--red' };
  if (fault) return { text: 'Does not cosign', classes: 'govuk-tag--orange' };
  if (cosignedSize === 0) return { text: 'Not asked yet', classes: 'govuk-tag--grey' };
  return { text: cosignedSize === signedSize ? 'Cosigns' : 'Cosigns, a step behind', classes: 'govuk-tag--green' };
}

const rowsOf = ({ address, cosignedAt, cosignedSize, fault, registeredAt, vkey }: WitnessState) => [
  {
    key: { text: 'Last cosigned' },
    value: {
      text: cosignedAt ? `${momentText(cosignedAt)}, ${countText(cosignedSize, 'entry', 'entries')}` : 'Never yet',
    },
  },
  ...(fault ? [{ key: { text: 'Last time' }, value: { text: `It did not cosign: ${witnessFault(fault)}.` } }] : []),
  { key: { text: 'Address' }, value: { text: address, classes: 'broker-break' } },
  { key: { text: 'Public key' }, value: { text: vkey, classes: 'broker-mono broker-break' } },
  { key: { text: 'Entered' }, value: { text: momentText(registeredAt) } },
];

function ruleText({ terms: { quorum, hours }, witnesses }: QuorumStanding): string {
  const who = witnesses > 1 ? `${numberText(quorum)} of ${numberText(witnesses)} witnesses` : 'One witness';
  return `${who} must cosign. Without that, routine disclosures go on for ${countText(hours, 'hour', 'hours')} and then stop; urgent ones go on, flagged.`;
}
