import { csvField } from '@broker/exchange';
import type { FilledSection } from '@broker/identity';
import { dateText, localDateText } from '../format/dates.js';
import { countText } from '../format/numbers.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';

/** Entries of a part that the page shows; the file holds all. */
const SHOWN = 20;

/** What the page of the requests folder shows. */
export interface FolderPage {
  agency: string;
  sections: {
    id: string;
    title: string;
    clause: ClauseView;
    entries: { on: string; what: string; who: string }[];
    /** Says how many there are, when not all are shown. */
    more: string | null;
  }[];
}

/** @param agency its name. */
export const presentFolder = (agency: string, folder: readonly FilledSection[]): FolderPage => ({
  agency,
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
