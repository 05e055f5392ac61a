import type { PartnerLine } from '@broker/agreement';
import type { CoverState, RegistrationState, TrainingState } from '@broker/identity';
import type { LocalDate } from '@broker/kernel';
import { dateText, localDateText } from '../format/dates.js';
import { countText } from '../format/numbers.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';

/** How a cell of the board looks; a shape and a word stand in it, so that colour says nothing by itself. */
export type CellLook = 'good' | 'soon' | 'bad';

/** A cell of the board: a shape, a word, and what it rests on. */
export interface BoardCell {
  look: CellLook;
  shape: string;
  word: string;
  note: string | null;
}

/** What the page of the partners shows. */
export interface PartnersPage {
  summary: string;
  rows: { href: string; agency: string; today: string | null; class: string; cells: BoardCell[] }[];
  mendings: { agency: string; href: string; what: string; isFailing: boolean; clause: ClauseView }[];
}

const SHAPES: Record<CellLook, string> = { good: '✓', soon: '△', bad: '✗' };

const COVER: Record<CoverState, [CellLook, string]> = {
  'in-post': ['good', 'In post'],
  deputy: ['good', 'Deputy'],
  away: ['bad', 'Away, no deputy'],
  vacant: ['bad', 'Vacant'],
};
const TRAINING: Record<TrainingState, [CellLook, string]> = {
  trained: ['good', 'Trained'],
  expiring: ['soon', 'About to lapse'],
  lapsed: ['bad', 'Lapsed'],
  never: ['bad', 'Not recorded'],
};
const REGISTRATION: Record<RegistrationState, [CellLook, string]> = {
  registered: ['good', 'Registered'],
  exempt: ['good', 'Exempt'],
  expiring: ['soon', 'About to lapse'],
  lapsed: ['bad', 'Lapsed'],
  none: ['bad', 'Not recorded'],
};

/** The board: agencies down; signed, covered, trained and registered across; and what needs mending as a list. */
export function presentPartners(lines: readonly PartnerLine[]): PartnersPage {
  const inOrder = lines.filter(({ mendings }) => !mendings.some(({ fails }) => fails)).length;
  return {
    summary: `${inOrder} of ${countText(lines.length, 'agency', 'agencies')} keep paragraphs 10 and 20 to 22 of the agreement today.`,
    rows: lines.map((line) => ({
      href: paths.partner({ id: line.agencyId }),
      agency: line.agency,
      today: line.todayName,
      class: capital(line.class),
      cells: cellsOf(line),
    })),
    mendings: lines
      .flatMap(({ agency, agencyId, mendings }) =>
        mendings.map(({ what, clause, fails }) => ({
          agency,
          href: paths.partner({ id: agencyId }),
          what,
          isFailing: fails,
          clause: presentClause(clause),
        })),
      )
      .toSorted((a, b) => Number(b.isFailing) - Number(a.isFailing)),
  };
}

/** The four cells of an agency. */
export function cellsOf({ signedAt, posture }: PartnerLine): BoardCell[] {
  const { cover, training, registration } = posture;
  return [
    cell(signedAt ? 'good' : 'bad', signedAt ? 'Signed' : 'Not signed', signedAt && dateText(signedAt)),
    cell(...COVER[cover.state], cover.vacantSince && `since ${localDateText(cover.vacantSince)}`),
    cover.state === 'vacant'
      ? cell('bad', 'Nobody in post', null)
      : cell(...TRAINING[training.state], until(training.state === 'lapsed', training.until)),
    cell(...REGISTRATION[registration.state], until(registration.state === 'lapsed', registration.until)),
  ];
}

const until = (isOver: boolean, on: LocalDate | null): string | null =>
  on && `${isOver ? 'ended' : 'until'} ${localDateText(on)}`;

const cell = (look: CellLook, word: string, note: string | null): BoardCell => ({
  look,
  shape: SHAPES[look],
  word,
  note,
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
