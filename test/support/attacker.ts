import { POLICE_UK_STREET } from '@broker/catalogue';
import type { LadderStep } from '@broker/depersonalisation';
import { quarterOf } from '@broker/kernel';

/** What an attacker holds of one crime from elsewhere: here, from the police's public street-level month. */
export interface KnownCrime {
  month: string;
  lsoa: string;
  /** Name of the small area, from which the larger ones follow. */
  name: string;
  category: string;
}

/** What partners hold: cells, the suppressed ones without their number. */
export interface PartnerView {
  step: LadderStep;
  cells: readonly { period: string; area: string; category: string; rows: number | null }[];
}

/** The crimes of a public month in some districts, split in the plainest way there is (the published files quote nothing). */
export function knownCrimes(text: string, district: string | null): KnownCrime[] {
  const [header, ...lines] = text.trim().split(/\r?\n/);
  const names = header!.split(',');
  const position = (column: string): number => names.indexOf(column);
  const [month, code, name, type] = [
    position('Month'),
    position('LSOA code'),
    position('LSOA name'),
    position('Crime type'),
  ];
  const categories = new Map(
    POLICE_UK_STREET.crosswalks.flatMap(({ from, to, datasetId }) =>
      datasetId === 'POL-2' ? [[from, to] as const] : [],
    ),
  );
  return lines.flatMap((line) => {
    const cells = line.split(',');
    const category = categories.get(cells[type]!);
    if (!category || cells[name] === '' || (district && !cells[name]!.startsWith(`${district} `))) return [];
    return [{ month: cells[month]!, lsoa: cells[code]!, name: cells[name]!, category }];
  });
}

/** Where and when a crime lies in a release. */
const placeOf = ({ month, lsoa, name }: KnownCrime, { time, place }: LadderStep): string => {
  const area = { lsoa, msoa: name.slice(0, -1), district: name.slice(0, -5) }[place];
  return `${time === 'month' ? month : quarterOf(month)}|${area}`;
};

/** What linking brought. */
export interface Linked {
  /** Crimes looked for. */
  targets: number;
  /** Crimes for which exactly one released row comes into question: their person is found. */
  isolated: number;
  /** Fewest released rows that come into question for a crime for which any does. */
  fewestCandidates: number;
}

/** Links each known crime (when, where, what) to the released rows that it could be. */
export function link(known: readonly KnownCrime[], { step, cells }: PartnerView): Linked {
  const candidates = new Map(
    cells.map(({ period, area, category, rows }) => [`${period}|${area}|${category}`, rows ?? 0]),
  );
  const found = known.map((crime) => candidates.get(`${placeOf(crime, step)}|${crime.category}`) ?? 0);
  return {
    targets: known.length,
    isolated: found.filter((rows) => rows === 1).length,
    fewestCandidates: Math.min(...found.filter((rows) => rows > 0)),
  };
}

/** Crimes of which somebody who knows when and where learns for certain what it was, because nothing else is told of there. */
export function homogeneous(known: readonly KnownCrime[], { step, cells }: PartnerView): number {
  const categories = new Map<string, Set<string>>();
  for (const { period, area, category } of cells) {
    const key = `${period}|${area}`;
    categories.set(key, (categories.get(key) ?? new Set()).add(category));
  }
  return known.filter((crime) => categories.get(placeOf(crime, step))?.size === 1).length;
}

/**
 * Cells that tell of fewer than `least` rows when one release is subtracted from the other: those whose numbers differ by so few, and
 * those that came or went as a suppressed or as a small cell.
 */
export function differing(earlier: PartnerView, later: PartnerView, least: (category: string) => number): number {
  type Cell = PartnerView['cells'][number];
  const byKey = ({ cells }: PartnerView): Map<string, Cell> =>
    new Map(cells.map((cell) => [`${cell.period}|${cell.area}|${cell.category}`, cell]));
  const [before, after] = [byKey(earlier), byKey(later)];
  let found = 0;
  for (const [key, { category }] of new Map([...before, ...after])) {
    const [was, is] = [before, after].map((cells) => (cells.has(key) ? cells.get(key)!.rows : 0));
    // A suppressed cell holds fewer rows than the least in most cases, and 0 is told by its absence.
    const change = was === null || is === null ? Number(was !== is && (was === 0 || is === 0)) : Math.abs(is! - was!);
    if (change > 0 && change < least(category)) found += 1;
  }
  return found;
}

/**
 * Suppressed cells that somebody works out who also holds the exact totals by area and by category from elsewhere: where one cell of
 * a total is unknown it follows, and may make another one follow.
 */
export function workedOut({ cells }: PartnerView): number {
  const unknown = new Set(cells.filter(({ rows }) => rows === null));
  const suppressed = unknown.size;
  for (let before = -1; before !== unknown.size;) {
    before = unknown.size;
    for (const side of ['area', 'category'] as const) {
      const lines = new Map<string, PartnerView['cells'][number][]>();
      for (const cell of unknown) {
        const key = `${cell.period}|${cell[side]}`;
        lines.set(key, [...(lines.get(key) ?? []), cell]);
      }
      for (const line of lines.values()) if (line.length === 1) unknown.delete(line[0]!);
    }
  }
  return suppressed - unknown.size;
}
