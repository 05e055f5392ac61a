import type { PartnerLine } from '@broker/agreement';
import type { FilledSection, Nominated, OfficerLine } from '@broker/identity';
import type {
  FolderDocument,
  NominationDocument,
  OfficerDocument,
  PartnerLineDocument,
} from '../documents/partner.documents.js';

/** A signatory with how it keeps the agreement. */
export const partnerLine = ({
  agencyId,
  agency,
  signedAt,
  posture,
  mendings,
  ...line
}: PartnerLine): PartnerLineDocument => ({
  agencyId,
  agency,
  class: line.class,
  signed: signedAt !== null,
  cover: posture.cover.state,
  vacantSince: posture.cover.vacantSince,
  training: posture.training.state,
  trainedUntil: posture.training.until,
  registration: posture.registration.state,
  registeredUntil: posture.registration.until,
  mendings: mendings.map(({ clause, what, fails }) => ({ clause, what, fails })),
});

/** A post and who holds it. */
export const officerDocument = (line: OfficerLine): OfficerDocument => ({
  id: line.appointmentId,
  officerId: line.officerId,
  name: line.name,
  email: line.email,
  role: line.role,
  startedOn: line.startedOn,
  endedOn: line.endedOn,
  deputy: line.deputy,
  trainedUntil: line.trainedUntil,
});

/** A nomination that was made, with the path of the page that takes up its invitation. */
export const nominationDocument = ({ id, invitation }: Nominated): NominationDocument => ({
  id,
  invitation: invitation && {
    path: `/invitations/${invitation.token}`,
    expiresAt: invitation.expiresAt.toISOString(),
  },
});

/** The requests folder. */
export const folderDocument = (folder: readonly FilledSection[]): FolderDocument => ({
  sections: folder.map(({ id, title, clause, entries }) => ({
    id,
    title,
    clause,
    entries: entries.map(({ at, ...entry }) => ({ ...entry, at: at instanceof Date ? at.toISOString() : at })),
  })),
});
