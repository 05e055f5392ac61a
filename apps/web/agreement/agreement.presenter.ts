import type { DraftView, PublishedVersion, ReviewView, SignatoryLine, VersionState } from '@broker/agreement';
import { PERMISSIONS, type Permission } from '@broker/identity';
import { dateText, localDateText } from '../format/dates.js';
import { countText } from '../format/numbers.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';
import { presentTerms, type TermsView } from './terms.presenter.js';

/** A row of the table of signatories. */
export interface SignatoryRow {
  agency: string;
  today: string | null;
  class: string;
  post: string | null;
  signed: string | null;
  version: number | null;
  /** In place of post and date, for an agency that no signature binds. */
  why: string | null;
}

/** A version in the list of versions. */
export interface VersionRow {
  name: string;
  href: string;
  state: string;
  sent: string;
  /** Null for the first. */
  compare: string | null;
}

/** What the page of the agreement shows. */
export interface AgreementPage {
  /** The version in force; null before the first one is sent. */
  version: { number: number; state: string; published: string; sha256: string } | null;
  terms: TermsView | null;
  /** The version that is out for signature beside the one in force, and until when the old one counts. */
  next: { number: number; oldEnds: string | null; compare: string; read: string; signing: string | null } | null;
  signatories: SignatoryRow[];
  signedBy: string;
  /** What is closed to the person's agency; null while nothing is. */
  closed: { acts: { words: string; clause: ClauseView }[]; withdrawn: string | null } | null;
  review: { due: string | null; isOverdue: boolean };
  versions: VersionRow[];
  /** Acts that the person may begin here (links). */
  links: { text: string; href: string }[];
}

/** What the page of the agreement is made of. */
export interface AgreementFacts {
  version: PublishedVersion | null;
  versions: PublishedVersion[];
  signatories: readonly SignatoryLine[];
  reviews: Pick<ReviewView, 'dueOn' | 'isOverdue'>;
  draft: DraftView | null;
  /** The person's agency, and what they may do. */
  agencyId: string;
  may: { draft: boolean; sign: boolean; withdraw: boolean; name: boolean };
}

const STATES: Record<VersionState, string> = {
  draft: 'Draft',
  sent: 'Out for signature',
  'in-force': 'In force',
  superseded: 'Superseded',
};

/** The agreement in force, what replaces it, and how every agency stands to it. */
export function presentAgreement(facts: AgreementFacts): AgreementPage {
  const { version, versions, signatories, reviews, agencyId } = facts;
  const ours = signatories.find((line) => line.agencyId === agencyId) ?? null;
  return {
    version: version && {
      number: version.version,
      state: STATES[version.state],
      published: dateText(version.publishedAt),
      sha256: version.textSha256,
    },
    terms: version && presentTerms(version),
    next: nextOf(facts, ours),
    ...presentSignatories(signatories),
    closed: closedTo(ours),
    review: { due: reviews.dueOn && localDateText(reviews.dueOn), isOverdue: reviews.isOverdue },
    versions: versions.map(rowOf),
    links: linksOf(facts, ours),
  };
}

/** The table of signatories, with how many of them are bound. */
export function presentSignatories(lines: readonly SignatoryLine[]) {
  const signed = lines.filter(({ signedAt }) => signedAt !== null).length;
  return {
    signatories: lines.map((line): SignatoryRow => ({
      agency: line.agency,
      today: line.todayName,
      class: capital(line.class),
      post: line.postHeld,
      signed: line.signedAt && dateText(line.signedAt),
      version: line.version,
      why: line.signedAt ? null : whyNot(line),
    })),
    signedBy: `${signed} of ${countText(lines.length, 'agency', 'agencies')} have signed.`,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function whyNot({ withdrawnAt, hasEverSigned }: SignatoryLine): string {
  if (withdrawnAt) return `Withdrew on ${dateText(withdrawnAt)}.`;
  return hasEverSigned ? 'The version that it signed has ended.' : 'It has never signed.';
}

/** The newest version, while the person's agency has not signed it, or while an older one runs beside it. */
function nextOf({ version, versions, may }: AgreementFacts, ours: SignatoryLine | null): AgreementPage['next'] {
  const newest = versions[0];
  if (!newest || newest.state === 'superseded') return null;
  const isUnsigned = ours !== null && ours.version !== newest.version;
  if (newest.id === version?.id && !isUnsigned) return null;
  const number = String(newest.version);
  return {
    number: newest.version,
    oldEnds: newest.oldEndsOn && localDateText(newest.oldEndsOn),
    compare: newest.version > 1 ? paths.agreementComparison({ version: number }) : '',
    read: paths.agreementVersion({ version: number }),
    signing: may.sign && isUnsigned ? paths.agreementSigning({ version: number }) : null,
  };
}

/** Every act that needs a signature, for an agency that has none that counts. */
function closedTo(ours: SignatoryLine | null): AgreementPage['closed'] {
  if (ours?.standing === 'signed') return null;
  const needing = Object.values(PERMISSIONS).filter(({ needs }: Permission) => needs.includes('signed'));
  return {
    acts: needing.map(({ words, clause }: Permission) => ({ words: capital(words), clause: presentClause(clause) })),
    withdrawn: ours?.withdrawnAt ? dateText(ours.withdrawnAt) : null,
  };
}

const rowOf = (version: PublishedVersion): VersionRow => ({
  name: `Version ${version.version}`,
  href: paths.agreementVersion({ version: String(version.version) }),
  state: STATES[version.state],
  sent: dateText(version.publishedAt),
  compare: version.version > 1 ? paths.agreementComparison({ version: String(version.version) }) : null,
});

function linksOf({ draft, may }: AgreementFacts, ours: SignatoryLine | null): AgreementPage['links'] {
  const withdrawing = may.withdraw && ours?.signedAt;
  return [
    ...(may.draft
      ? [
          {
            text: draft ? `Go on with the draft of version ${draft.draft.version}` : 'Draft the next version',
            href: paths.draft({}),
          },
        ]
      : []),
    ...(may.name ? [{ text: 'Manage the signatories', href: paths.signatories({}) }] : []),
    { text: 'Who has taken over from whom', href: paths.successions({}) },
    { text: 'Reviews of the agreement', href: paths.reviews({}) },
    ...(withdrawing
      ? [{ text: 'Withdraw your agency', href: paths.agreementWithdrawal({ agencyId: ours.agencyId }) }]
      : []),
    { text: 'Public register', href: paths.register({}) },
  ];
}
