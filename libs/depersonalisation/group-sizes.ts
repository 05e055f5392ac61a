import type { SizeBand } from './report.js';

const BANDS: readonly (readonly [number, number | null])[] = [
  [1, 1],
  [2, 2],
  [3, 4],
  [5, 9],
  [10, 19],
  [20, 49],
  [50, null],
];

/** Counts group sizes in bands, the small ones singly. */
export class GroupSizes {
  private readonly bands: SizeBand[] = BANDS.map(([from, to]) => ({ from, to, groups: 0, rows: 0 }));

  /** Adds one group of `rows` rows. */
  add(rows: number): void {
    const band = this.bands.find(({ to }) => to === null || rows <= to)!;
    band.groups += 1;
    band.rows += rows;
  }

  /** Every band, the empty ones included, smallest first. */
  toBands(): SizeBand[] {
    return this.bands;
  }
}
