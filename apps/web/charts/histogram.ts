import type { SizeBand } from '@broker/depersonalisation';
import { countText, numberText } from '../format/numbers.js';
import { COLOURS, drawing, element, hatching, label } from './svg.js';

const WIDTH = 760;
const TOP = 40;
const BASE = 220;
const HEIGHT = 270;

/** A band of sizes in words: `1`, `3 to 4`, `50 or more`. */
export const bandText = ({ from, to }: SizeBand): string =>
  to === null ? `${numberText(from)} or more` : from === to ? numberText(from) : `${from} to ${to}`;

/** Columns of group sizes with the line at `k`: what stands left of it is too small, and hatched. */
export function histogram(chart: { id: string; title: string; bands: readonly SizeBand[]; k: number }): string {
  const { id, bands, k } = chart;
  const width = WIDTH / Math.max(1, bands.length);
  const greatest = Math.max(1, ...bands.map(({ groups }) => groups));
  const columns = bands.map((band, i) => {
    const height = Math.round((band.groups / greatest) * (BASE - TOP - 24));
    const middle = (i + 0.5) * width;
    const fill = band.from < k ? `url(#${id}-hatch)` : COLOURS.blue;
    const stroke = band.from < k ? COLOURS.orange : COLOURS.blue;
    return (
      element('rect', { x: middle - width * 0.36, y: BASE - height, width: width * 0.72, height, fill, stroke }) +
      label(middle, BASE - height - 8, numberText(band.groups), { 'text-anchor': 'middle' }) +
      label(middle, BASE + 22, bandText(band), { 'text-anchor': 'middle' })
    );
  });
  const content =
    hatching(`${id}-hatch`) +
    element('line', { x1: 0, x2: WIDTH, y1: BASE, y2: BASE, stroke: COLOURS.ink }) +
    columns.join('') +
    label(WIDTH / 2, HEIGHT - 6, 'Rows in the group', { 'text-anchor': 'middle' }) +
    lineAt(k, bands, width);
  const description = bands.map((band) => `${countText(band.groups, 'group')} of ${bandText(band)} rows`).join('; ');
  return drawing({
    id,
    title: chart.title,
    description: `${description}. Groups of fewer than ${k} are too small.`,
    width: WIDTH,
    height: HEIGHT,
    content,
  });
}

function lineAt(k: number, bands: readonly SizeBand[], width: number): string {
  const first = bands.findIndex(({ from }) => from >= k);
  if (first < 0) return '';
  const x = first * width;
  return (
    element('line', {
      x1: x,
      x2: x,
      y1: 8,
      y2: BASE,
      stroke: COLOURS.ink,
      'stroke-width': 3,
      'stroke-dasharray': '8 4',
    }) + label(x + 8, 20, `k = ${k}: the fewest rows alike`, { 'font-weight': 700 })
  );
}
