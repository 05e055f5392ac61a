import { COLOURS, drawing, element, hatching, label } from './svg.js';

/** A step of the precision ladder as it is drawn. */
export interface Rung {
  /** `Month and small area (LSOA)`. */
  name: string;
  outcome: 'too-fine' | 'chosen' | 'not-needed';
  /** What it would have cost, for example `24.0% left out`; empty where it was not tried. */
  cost: string;
}

const WIDTH = 760;
const ROW = 64;
const INDENT = 40;
/** Outcomes in words. */
export const OUTCOMES: Record<Rung['outcome'], string> = {
  'too-fine': 'Too fine',
  chosen: 'Chosen',
  'not-needed': 'Coarser than needed',
};

/** Steps leading down from the finest to the coarsest, the chosen one filled and named. */
export function ladder(chart: { id: string; title: string; rungs: readonly Rung[] }): string {
  const { id, rungs } = chart;
  const width = WIDTH - INDENT * Math.max(0, rungs.length - 1) - 4;
  const steps = rungs.map(({ name, outcome, cost }, i) => {
    const [x, y] = [2 + i * INDENT, i * ROW + 2];
    const isChosen = outcome === 'chosen';
    const ink = isChosen ? COLOURS.white : COLOURS.ink;
    const strip =
      outcome === 'too-fine' ? element('rect', { x, y, width: 14, height: ROW - 12, fill: `url(#${id}-hatch)` }) : '';
    return (
      element('rect', {
        x,
        y,
        width,
        height: ROW - 12,
        fill: isChosen ? COLOURS.blue : COLOURS.white,
        stroke: isChosen ? COLOURS.blue : COLOURS.ink,
        'stroke-width': isChosen ? 4 : 1,
        ...(outcome === 'not-needed' && { 'stroke-dasharray': '4 4' }),
      }) +
      strip +
      label(x + 26, y + 22, `${isChosen ? '✓ ' : ''}${name}`, { fill: ink, 'font-weight': isChosen ? 700 : 400 }) +
      label(x + 26, y + 42, [OUTCOMES[outcome], cost].filter(Boolean).join(': '), { fill: ink })
    );
  });
  return drawing({
    id,
    title: chart.title,
    description: rungs
      .map(({ name, outcome, cost }) => [name, OUTCOMES[outcome], cost].filter(Boolean).join(', '))
      .join('; '),
    width: WIDTH,
    height: rungs.length * ROW - 8,
    content: hatching(`${id}-hatch`) + steps.join(''),
  });
}
