/** Keys stay below 2^31 so that V8 keeps them as small integers. */
const LANE_LIMIT = 2 ** 31;

/** Columns whose codes are stored as one mixed-radix number. */
export interface Pack {
  columns: readonly number[];
  /** For each of `columns`, what its code is multiplied by. */
  factors: readonly number[];
  size: number;
  lane: number;
  /** What the pack's code is multiplied by within its lane. */
  laneFactor: number;
}

/** How the codes of all columns of a row are put into few numbers: into packs for storing, and packs into lanes for comparing. */
export interface KeyLayout {
  packs: readonly Pack[];
  /** Number of different keys in each lane. */
  laneSizes: readonly number[];
}

/**
 * Fits columns into packs of at most `packLimit` codes (first fit, widest first), and packs into lanes below 2^31.
 * @param sizes codes of each column; columns with a single code take no room
 */
export function keyLayout(sizes: readonly number[], packLimit: number): KeyLayout {
  const open: { columns: number[]; factors: number[]; size: number }[] = [];
  const widestFirst = sizes.map((_, column) => column).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  for (const column of widestFirst) {
    const size = sizes[column]!;
    if (size === 1) continue;
    const room = open.find((pack) => pack.size * size <= packLimit);
    if (!room) open.push({ columns: [column], factors: [1], size });
    else {
      room.columns.push(column);
      room.factors.push(room.size);
      room.size *= size;
    }
  }
  const laneSizes: number[] = [];
  const packs = open.map((pack) => {
    let lane = laneSizes.findIndex((size) => size * pack.size <= LANE_LIMIT);
    if (lane < 0) lane = laneSizes.push(1) - 1;
    const laneFactor = laneSizes[lane]!;
    laneSizes[lane] = laneFactor * pack.size;
    return { ...pack, lane, laneFactor };
  });
  return { packs, laneSizes: laneSizes.length > 0 ? laneSizes : [1] };
}

/** A layout with one more column in a pack of its own, after the others. */
export function withPack(layout: KeyLayout, column: number, size: number): KeyLayout {
  const laneSizes = [...layout.laneSizes];
  const fits = laneSizes.findIndex((keys) => keys * size <= LANE_LIMIT);
  const lane = fits < 0 ? laneSizes.length : fits;
  const laneFactor = laneSizes[lane] ?? 1;
  laneSizes[lane] = laneFactor * size;
  return { packs: [...layout.packs, { columns: [column], factors: [1], size, lane, laneFactor }], laneSizes };
}

/**
 * For each code of a source pack, the sum over its columns of `contribution(column)[code of the column]`.
 * @param into at least `pack.size` long
 */
export function fillSums(
  pack: Pack,
  contribution: (column: number) => ArrayLike<number> | null,
  sizes: readonly number[],
  into: Int32Array,
): void {
  let width = 1;
  into[0] = 0;
  for (const column of pack.columns) {
    const size = sizes[column]!;
    const added = contribution(column);
    // The codes in [0, width) are done; the highest code goes first because code 0 is written over what is read.
    for (let code = size - 1; code >= 0; code--) {
      const sum = added ? added[code]! : 0;
      const from = code * width;
      for (let low = 0; low < width; low++) into[from + low] = into[low]! + sum;
    }
    width *= size;
  }
}
