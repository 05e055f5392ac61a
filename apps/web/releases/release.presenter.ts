import { describeStep } from '@broker/depersonalisation';
import {
  SUPPRESSED_ROWS_ROUNDED_TO,
  suppressedRowsRounded,
  type CellFilter,
  type CollectionView,
  type ReleaseView,
  type StoredCell,
} from '@broker/exchange';
import type { LedgerEvidence } from '@broker/ledger';
import { barChart, type Bar } from '../charts/bar-chart.js';
import { momentText, rangeText } from '../format/dates.js';
import { countText, numberText } from '../format/numbers.js';
import { presentPages, type Pages } from '../format/pages.js';
import { presentClause, type ClauseView } from '../format/refusal.presenter.js';
import { paths } from '../paths.js';
import { presentEvidence, presentProveThis, type ProveThis } from '../proof/evidence.presenter.js';
import type { ProofPage } from '../proof/proof.presenter.js';
import { categoryTitle, presentCells, type TableRow } from '../submissions/report.presenter.js';
import { partnerFigureRows } from './partner-figures.presenter.js';
import { presentFilter, type FilterChoices, type FilterView } from './cell-filter.presenter.js';
import { titleOf } from './releases.presenter.js';

/** What the page of a release shows. It is for partners: nothing on it tells of single suppressed rows. */
export interface ReleasePage {
  heading: string;
  agency: string;
  released: string;
  purpose: { text: string; clause: ClauseView };
  agreementVersion: number;
  /** The holder's own page of it; null for partners. */
  submission: string | null;
  /** Key and value of what the gate proved. */
  report: { key: { text: string }; value: { text: string } }[];
  filter: FilterView;
  address: string;
  certificate: string;
  totals: string;
  charts: { name: string; svg: string; rows: TableRow[] }[];
  cells: TableRow[];
  pages: Pages | null;
  collect: { action: string } | null;
  collections: TableRow[];
  collectedBy: string;
  evidence: TableRow[];
  proveThis: ProveThis | null;
  /** The entry of the release itself with its inclusion proof; null for who may not see the log. */
  made: ProofPage | null;
}

/** What the page is made of; `cells` are those that the filter leaves. */
export interface ReleaseFacts {
  release: ReleaseView;
  filter: CellFilter;
  isOwn: boolean;
  choices: FilterChoices;
  cells: readonly StoredCell[];
  page: { number: number; length: number };
  collections: readonly CollectionView[];
  /** How many agencies the agreement names. */
  signatories: number;
  evidence: readonly LedgerEvidence[];
  made: ProofPage | null;
  mayCollect: boolean;
  maySeeProof: boolean;
}

const AREAS_DRAWN = 15;

/** Shows a release to a partner: sums and pages are made of the cells that the filter leaves. */
export function presentRelease(facts: ReleaseFacts): ReleasePage {
  const { release, filter, cells, page, collections } = facts;
  const address = paths.release({ id: release.id });
  const first = (page.number - 1) * page.length;
  return {
    heading: `${titleOf(release)}, ${rangeText(release.periodFrom, release.periodTo)}`,
    agency: release.agency,
    released: momentText(release.releasedAt),
    purpose: { text: release.purposeText, clause: presentClause(release.purposeClause) },
    agreementVersion: release.agreementVersion,
    submission: facts.isOwn ? paths.submission({ id: release.submissionId }) : null,
    report: reportRows(release),
    filter: presentFilter(release.datasetId, filter, facts.choices),
    address,
    certificate: paths.certificate({ id: release.id }),
    totals: totalsOf(cells),
    charts: chartsOf(release.datasetId, cells),
    cells: presentCells(release.datasetId, cells.slice(first, first + page.length)),
    pages: presentPages(page.number, cells.length > first + page.length, (number) =>
      paths.release({ id: release.id }, { ...filter, page: number }).concat('#cells'),
    ),
    collect: facts.mayCollect ? { action: paths.collections({ id: release.id }) } : null,
    collections: collections.map((one) => collectionRow(release.datasetId, one, facts.choices)),
    collectedBy: collectedBy(collections, facts.signatories),
    evidence: presentEvidence(facts.evidence, facts.maySeeProof),
    proveThis: presentProveThis(facts.evidence, 'ReleaseMade', facts.maySeeProof),
    made: facts.made,
  };
}

/** What partners are told of the gate. Numbers that tell of suppressed rows are rounded. */
function reportRows({ report, rowTotal }: ReleaseView): ReleasePage['report'] {
  const rows: [string, string][] = [
    ['Rows released', numberText(rowTotal)],
    ['Told by', describeStep(report.step)],
    ['Fewest rows alike', `${report.k} (${report.kSensitive} in sensitive categories)`],
    ['Smallest group released', countText(report.smallestGroup, 'row')],
    ['Suppressed to protect people', suppressedText(report)],
    ...partnerFigureRows(report),
    ['Area codes', report.codeVintage],
  ];
  return rows.map(([key, value]) => ({ key: { text: key }, value: { text: value } }));
}

function suppressedText(report: ReleaseView['report']): string {
  const rounded = suppressedRowsRounded(report);
  if (rounded === 0) return `fewer than ${SUPPRESSED_ROWS_ROUNDED_TO} rows`;
  return `about ${countText(rounded, 'row')}, to the nearest ${SUPPRESSED_ROWS_ROUNDED_TO}`;
}

function totalsOf(cells: readonly StoredCell[]): string {
  const rows = cells.reduce((sum, cell) => sum + (cell.rows ?? 0), 0);
  const hidden = cells.filter((cell) => cell.rows === null).length;
  const note = hidden > 0 ? `, ${numberText(hidden)} of them suppressed to protect people` : '';
  return `${countText(rows, 'row')} in ${countText(cells.length, 'cell')}${note}.`;
}

function chartsOf(datasetId: string, cells: readonly StoredCell[]): ReleasePage['charts'] {
  const byCategory = sums(cells, ({ category }) => categoryTitle(datasetId, category));
  const byArea = sums(cells, ({ area, areaName }) => areaName || area);
  const most = byArea.length > AREAS_DRAWN ? `: the ${AREAS_DRAWN} with the most` : '';
  return [
    chartOf('by-category', 'Rows by category', byCategory),
    chartOf('by-area', `Rows by area${most}`, byArea.slice(0, AREAS_DRAWN)),
  ];
}

const chartOf = (id: string, name: string, bars: Bar[]): ReleasePage['charts'][number] => ({
  name,
  svg: barChart({ id, title: name, unit: 'rows', bars }),
  rows: bars.map((bar) => [bar.name, numberText(bar.value)]),
});

/** Rows that are not suppressed, added up by a name; the greatest sum first. */
function sums(cells: readonly StoredCell[], nameOf: (cell: StoredCell) => string): Bar[] {
  const found = new Map<string, number>();
  for (const cell of cells) {
    if (cell.rows !== null) found.set(nameOf(cell), (found.get(nameOf(cell)) ?? 0) + cell.rows);
  }
  const bars = [...found].map(([name, value]) => ({ name, value }));
  return bars.sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1));
}

const collectionRow = (datasetId: string, one: CollectionView, choices: FilterChoices): TableRow => [
  `${one.agency}, ${one.officer}`,
  momentText(one.collectedAt),
  `${one.format.toUpperCase()}, ${presentFilter(datasetId, one.filter, choices).words || 'all of it'}`,
  numberText(one.rowTotal),
];

function collectedBy(collections: readonly CollectionView[], signatories: number): string {
  const agencies = new Set(collections.map(({ agency }) => agency)).size;
  if (agencies === 0) return 'Nobody has collected it yet.';
  return `Collected by ${agencies} of ${countText(signatories, 'agency', 'agencies')} in the agreement.`;
}
