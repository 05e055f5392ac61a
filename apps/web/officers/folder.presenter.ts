import { csvField } from '@broker/exchange';
import type { FilledSection } from '@broker/identity';
import { dateText, localDateText } from '../format/dates.js';
import { countText } from '../format/numbers.js';
import { paths } from '../paths.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import type { AgencyNamed } from './nomination.presenter.js';

/** Entries of a part that the page shows; the file holds all. */
const SHOWN = 20;

/** Whose folder a page shows. */
export interface FolderPlace {
  agency: string;
  /** True for an auditor of the partnership, who opens the folder of any agency. */
  isAudit: boolean;
  back: { text: string; href: string } | null;
  /** Where the files are. */
  files: { csv: string; json: string };
}

/** What the page of the requests folder shows. */
export interface FolderPage extends FolderPlace {
  sections: {
    id: string;
    title: string;
    clause: ClauseView;
    entries: { on: string; what: string; who: string }[];
    /** Says how many there are, when not all are shown. */
    more: string | null;
  }[];
}

/** The folder of a person's own agency. @param agency its name. */
export const ownFolder = (agency: string): FolderPlace => ({
  agency,
  isAudit: false,
  back: null,
  files: { csv: paths.folderCsv({}), json: paths.folderJson({}) },
});

/** The folder of an agency that is audited. */
export const auditedFolder = ({ agencyId: id, agency }: AgencyNamed): FolderPlace => ({
  agency,
  isAudit: true,
  back: { text: agency, href: paths.partner({ id }) },
  files: { csv: paths.folderAuditCsv({ id }), json: paths.folderAuditJson({ id }) },
});

/** The page of a folder: of each part the newest entries. */
export const presentFolder = (place: FolderPlace, folder: readonly FilledSection[]): FolderPage => ({
  ...place,
  sections: folder.map(({ id, title, clause, entries }) => ({
    id,
    title,
    clause: presentClause(clause),
    entries: entries.slice(0, SHOWN).map(({ at, what, who }) => ({
      on: at instanceof Date ? dateText(at) : localDateText(at),
      what,
      who: who ?? '',
    })),
    more:
      entries.length > SHOWN
        ? `${countText(entries.length, 'entry', 'entries')} in all; the file holds every one.`
        : null,
  })),
});

const atText = (at: Date | string): string => (at instanceof Date ? at.toISOString() : at);

/** The whole folder as CSV, one entry a row. */
export function folderCsv(folder: readonly FilledSection[]): string {
  const rows = folder.flatMap(({ id, clause, entries }) =>
    entries.map(({ at, what, who, reference }) => [id, clause, atText(at), what, who ?? '', reference ?? '']),
  );
  const lines = [['section', 'clause', 'at', 'what', 'who', 'reference'], ...rows];
  return [...lines.map((cells) => cells.map(csvField).join(',')), ''].join('\r\n');
}

/** The whole folder as JSON. @param takenOutAt when. */
export const folderJson = (agency: string, takenOutAt: Date, folder: readonly FilledSection[]): string =>
  `${JSON.stringify({ agency, takenOutAt: takenOutAt.toISOString(), sections: folder }, null, 2)}\n`;
