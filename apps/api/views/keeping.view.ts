import type {
  AccessLine,
  AccessView,
  CertificateView,
  FoiLine,
  FoiView,
  HoldView,
  KeptView,
  OnwardLine,
  OnwardView,
  QuestionView,
  SubjectAccessWords,
} from '@broker/disclosure';
import { API_PATH } from '../api-path.js';
import type { FoiDocument } from '../documents/foi.documents.js';
import type { OnwardDocument } from '../documents/onward.documents.js';
import type { DisposalCertificateDocument, KeptDocument } from '../documents/retention.documents.js';
import type { QuestionDocument, SubjectAccessDocument } from '../documents/subject-access.documents.js';

export const onwardHref = (id: string): string => `${API_PATH}/onward/${id}`;
export const keptHref = (id: string): string => `${API_PATH}/retention/${id}`;
export const certificateHref = (id: string): string => `${API_PATH}/retention/certificates/${id}`;
export const accessHref = (id: string): string => `${API_PATH}/subject-access/${id}`;
export const questionHref = (id: string): string => `${API_PATH}/consultations/${id}`;
export const foiHref = (id: string): string => `${API_PATH}/foi/${id}`;

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A question whether something may be passed on, as a line of the list. */
export const onwardLine = (line: OnwardLine) => ({
  id: line.id,
  href: onwardHref(line.id),
  reference: line.reference,
  disclosureId: line.disclosureId,
  side: line.side,
  state: line.state,
  askingAgency: line.asking,
  ownerAgency: line.owner,
  recipientAgency: line.recipient,
  purpose: line.purpose,
  askedAt: line.askedAt.toISOString(),
  dueOn: line.dueOn,
  decidedAt: instant(line.decidedAt),
  isByDefault: line.isByDefault,
  passedOn: line.passedOn,
});

/** The same with its words. */
export const onwardDocument = (view: OnwardView): OnwardDocument => ({
  ...onwardLine(view),
  recipientName: view.words?.recipientName ?? null,
  what: view.words?.what ?? null,
  why: view.words?.why ?? null,
  decision: view.decision,
  passing: view.passing,
});

/** Something that is kept, as a line of the list. */
export const keptLine = (view: KeptView) => ({
  id: view.id,
  href: keptHref(view.id),
  recordKind: view.recordKind,
  recordId: view.recordId,
  reference: view.reference,
  agency: view.agency,
  beganOn: view.beganOn,
  retainUntilOn: view.retainUntilOn,
  heldBy: view.heldBy.map(({ agencyId, agency, placedAt }) => ({
    agencyId,
    agency,
    placedAt: new Date(placedAt).toISOString(),
  })),
  disposedAt: instant(view.disposedAt),
  certificate: view.certificateId && certificateHref(view.certificateId),
});

/** The same with its holds. */
export const keptDocument = (view: KeptView, holds: readonly HoldView[]): KeptDocument => ({
  ...keptLine(view),
  holds: holds.map(({ agency, placedBy, placedAt, liftedAt, reason, liftReason }) => ({
    agency,
    placedBy,
    placedAt: placedAt.toISOString(),
    liftedAt: instant(liftedAt),
    reason,
    liftReason,
  })),
});

/** A certificate of disposal. */
export const certificateDocument = (view: CertificateView): DisposalCertificateDocument => ({
  id: view.id,
  reference: view.reference,
  partnership: view.partnership,
  agency: view.agency,
  holders: view.holders,
  recordKind: view.recordKind,
  recordId: view.recordId,
  why: view.why,
  clause: view.clause,
  beganOn: view.beganOn,
  retainUntilOn: view.retainUntilOn,
  disposedAt: view.disposedAt.toISOString(),
  items: view.items,
  commitments: view.commitments,
});

/** A subject access request as a line of the list. */
export const accessLine = (line: AccessLine) => ({
  id: line.id,
  href: accessHref(line.id),
  reference: line.reference,
  state: line.state,
  receivedOn: line.receivedOn,
  dueOn: line.dueOn,
  extendedFor: line.extendedFor,
  pausedFor: line.pausedFor,
  pausedOn: line.pausedOn,
  pausedDays: line.pausedDays,
  asked: line.asked,
  views: line.views,
  outcome: line.outcome,
  exemptions: line.exemptions,
  answeredOn: line.answeredOn,
  closedAt: instant(line.closedAt),
});

const subjectOf = (words: Pick<SubjectAccessWords, 'subject'> | null) =>
  words && {
    fullName: words.subject.fullName,
    dateOfBirth: words.subject.dateOfBirth,
    otherNames: [...words.subject.otherNames],
  };

/** The same with the person, what was found and what partners think. */
export const accessDocument = (view: AccessView): SubjectAccessDocument => ({
  ...accessLine(view),
  loggedAt: view.loggedAt.toISOString(),
  loggedBy: view.loggedBy,
  searchedAt: instant(view.searchedAt),
  subject: subjectOf(view.words),
  askedFor: view.words?.asked ?? null,
  records: view.records.map(({ recordId, recordKind, reference, occurredOn, from, likeness, isTheirs }) => ({
    recordId,
    recordKind,
    reference,
    occurredOn,
    fromAgency: from,
    likeness,
    isTheirs,
  })),
  unsorted: view.unsorted,
  consultations: view.consultations.map((one) => ({
    id: one.id,
    partner: one.partner,
    askedAt: one.askedAt.toISOString(),
    dueOn: one.dueOn,
    view: one.view,
    exemptions: one.exemptions,
    words: one.words,
    answeredBy: one.answeredBy,
    answeredAt: instant(one.answeredAt),
  })),
  answer: view.answer,
});

/** A partner’s question as a line of the list. */
export const questionLine = (line: Omit<QuestionView, 'question' | 'words'>) => ({
  id: line.id,
  href: questionHref(line.id),
  askingAgency: line.asking,
  askedAt: line.askedAt.toISOString(),
  dueOn: line.dueOn,
  view: line.view,
  exemptions: line.exemptions,
  answeredBy: line.answeredBy,
  answeredAt: instant(line.answeredAt),
});

/** The same with whom it is about. */
export const questionDocument = (view: QuestionView): QuestionDocument => ({
  ...questionLine(view),
  subject: subjectOf(view.question),
  records: (view.question?.records ?? []).map(({ reference, occurredOn }) => ({ reference, occurredOn })),
  words: view.words,
});

/** A freedom of information request as a line of the list. */
export const foiLine = (line: FoiLine) => ({
  id: line.id,
  href: foiHref(line.id),
  reference: line.reference,
  state: line.state,
  receivedOn: line.receivedOn,
  dueOn: line.dueOn,
  outcome: line.outcome,
  exemptions: line.exemptions.map(({ section, reliedOn }) => ({ section, reliedOn })),
  answeredOn: line.answeredOn,
  closedAt: instant(line.closedAt),
});

/** The same with its words. */
export const foiDocument = (view: FoiView): FoiDocument => ({
  ...foiLine(view),
  loggedAt: view.loggedAt.toISOString(),
  loggedBy: view.loggedBy,
  applicant: view.words?.applicant ?? null,
  contact: view.words?.contact ?? null,
  asked: view.words?.asked ?? null,
  reasons: view.answerWords?.reasons ?? null,
  publicInterest: view.answerWords && (view.answerWords.balances ?? {}),
});
