import type { PartnerLine } from '@broker/agreement';
import {
  ROLE_NAMES,
  ROLES,
  TOOLKIT_STATUSES,
  type AbsenceLine,
  type Actor,
  type OfficerLine,
  type RegistrationLine,
  type ToolkitLine,
  type TrainingLine,
} from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { dateText, localDateText } from '../format/dates.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';
import { cellsOf, type BoardCell } from './partners.presenter.js';

/** A link to do something. */
interface Link {
  text: string;
  href: string;
  /** Read out after the text: whom it is about. */
  about: string;
}

/** What an agency's page shows. */
export interface PartnerPage {
  agency: string;
  caption: string;
  today: string | null;
  standing: { heading: string; cell: BoardCell }[];
  mendings: { what: string; isFailing: boolean; clause: ClauseView }[];
  officers: {
    name: string;
    email: string;
    role: string;
    days: string;
    deputy: string;
    training: string;
    links: Link[];
  }[];
  former: { name: string; role: string; days: string }[];
  absences: { officer: string; days: string; end: string | null }[];
  trainings: { officer: string; course: string; held: string; until: string }[];
  registrations: { what: string; recorded: string }[];
  /** Null for an agency that is no health body and never recorded any. */
  toolkit: { what: string; recorded: string }[] | null;
  acts: { text: string; href: string }[];
}

/** What the page is made of. */
export interface PartnerFacts {
  partner: PartnerLine;
  actor: Pick<Actor, 'officerId' | 'agencyId' | 'role'>;
  on: LocalDate;
  officers: readonly OfficerLine[];
  absences: readonly AbsenceLine[];
  trainings: readonly TrainingLine[];
  registrations: readonly RegistrationLine[];
  toolkit: readonly ToolkitLine[];
  may: { nominate: boolean; train: boolean; register: boolean; folder: boolean; audit: boolean };
}

const HEADINGS = ['Agreement', 'Designated officer', 'Training', 'Data protection registration'];

/** One agency: how it keeps the agreement, who holds its posts, and what may be done here. */
export function presentPartner(facts: PartnerFacts): PartnerPage {
  const { partner, on, officers, actor } = facts;
  const isOwn = partner.agencyId === actor.agencyId;
  const isOver = ({ endedOn }: OfficerLine): boolean => endedOn !== null && endedOn < on;
  const cells = cellsOf(partner);
  return {
    agency: partner.agency,
    caption: `${capital(partner.class)} body`,
    today: partner.todayName,
    standing: HEADINGS.map((heading, at) => ({ heading, cell: cells[at]! })),
    mendings: partner.mendings.map(({ what, clause, fails }) => ({
      what,
      isFailing: fails,
      clause: presentClause(clause),
    })),
    officers: officers
      .filter((line) => !isOver(line))
      .toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
      .map((line) => presentOfficer(line, facts)),
    former: officers
      .filter(isOver)
      .map((line) => ({ name: line.name, role: capital(ROLE_NAMES[line.role]), days: daysOf(line, on) })),
    absences: facts.absences.map(({ id, officerId, officer, fromOn, toOn }) => ({
      officer,
      days: `${localDateText(fromOn)} to ${localDateText(toOn)}`,
      end:
        isOwn && (officerId === actor.officerId || actor.role === 'signing-officer') ? paths.absenceEnd({ id }) : null,
    })),
    trainings: facts.trainings.map(({ officer, course, heldOn, expiresOn }) => ({
      officer,
      course,
      held: localDateText(heldOn),
      until: localDateText(expiresOn),
    })),
    registrations: facts.registrations.map((one) => ({
      what: one.number ? `${one.number}, until ${localDateText(one.expiresOn ?? on)}` : `Exempt: ${one.exemptReason}`,
      recorded: dateText(one.recordedAt),
    })),
    toolkit: partner.kind === 'health' || facts.toolkit.length > 0 ? facts.toolkit.map(presentToolkitLine) : null,
    acts: actsOf(facts, isOwn),
  };
}

function presentOfficer(line: OfficerLine, { partner, on, may }: PartnerFacts): PartnerPage['officers'][number] {
  const ids = { id: partner.agencyId, nominationId: line.appointmentId };
  const links = may.nominate
    ? [
        { text: 'Deputy', href: paths.nominationDeputy(ids), about: `of ${line.name}` },
        {
          text: line.startedOn > on ? 'Take back' : 'End',
          href: paths.nominationEnd(ids),
          about: `the nomination of ${line.name}`,
        },
      ]
    : [];
  return {
    name: line.name,
    email: line.email,
    role: capital(ROLE_NAMES[line.role]),
    days: daysOf(line, on),
    deputy: line.deputy ?? 'Nobody',
    training: trainingOf(line.trainedUntil, on),
    links,
  };
}

function trainingOf(until: LocalDate | null, on: LocalDate): string {
  if (!until) return 'Not recorded';
  return until < on ? `Lapsed on ${localDateText(until)}` : `Until ${localDateText(until)}`;
}

function daysOf({ startedOn, endedOn }: OfficerLine, on: LocalDate): string {
  const since = `${startedOn > on ? 'From' : 'Since'} ${localDateText(startedOn)}`;
  return endedOn ? `${since} until ${localDateText(endedOn)}` : since;
}

const presentToolkitLine = ({ endsIn, status, recordedAt }: ToolkitLine) => ({
  what: `${endsIn - 1} to ${endsIn}: ${TOOLKIT_STATUSES[status].toLowerCase()}`,
  recorded: dateText(recordedAt),
});

function actsOf({ partner, may }: PartnerFacts, isOwn: boolean): PartnerPage['acts'] {
  const id = { id: partner.agencyId };
  return [
    ...(may.nominate ? [{ text: 'Nominate an officer', href: paths.nomination(id) }] : []),
    ...(may.train ? [{ text: 'Record training', href: paths.training(id) }] : []),
    ...(isOwn ? [{ text: 'Say who is away', href: paths.absence({}) }] : []),
    ...(isOwn && may.register ? [{ text: 'Record the registration', href: paths.registration({}) }] : []),
    ...(isOwn && may.register && partner.kind === 'health'
      ? [{ text: 'Record the toolkit', href: paths.toolkit({}) }]
      : []),
    ...(isOwn && may.folder ? [{ text: 'Open the requests folder', href: paths.folder({}) }] : []),
    ...(!isOwn && may.audit ? [{ text: 'Audit the requests folder', href: paths.folderAudit(id) }] : []),
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
