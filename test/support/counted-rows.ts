import { quarterOf } from '@broker/kernel';
import { CellCounter } from '../../libs/depersonalisation/cell-counter.js';
import type { CountedRows } from '../../libs/depersonalisation/enforce.js';
import { Hierarchy } from '../../libs/depersonalisation/hierarchy.js';

/** Rows that count as one. */
export type Counted = [month: string, area: string, category: string, rows: number];

const label = (code: string) => ({ code, name: code });

/** Invented rows as the engine counts them: months in quarters; areas such as `S001A` in `S001` and in `S`. */
export function counted(rows: readonly Counted[]): CountedRows {
  const cells = new CellCounter();
  const time = new Hierarchy(['month', 'quarter']);
  const place = new Hierarchy(['lsoa', 'msoa', 'district']);
  const categories: string[] = [];
  for (const [month, area, category, count] of rows) {
    if (!categories.includes(category)) categories.push(category);
    const t = time.add([month, quarterOf(month)].map(label));
    const p = place.add([area, area.slice(0, -1), area.slice(0, -4)].map(label));
    cells.add(t, p, categories.indexOf(category), count);
  }
  return { cells, time, place, categories };
}
