import { numberText } from '../format/numbers.js';
import { COLOURS, drawing, element, label, shortened } from './svg.js';

/** One bar. */
export interface Bar {
  name: string;
  value: number;
}

const WIDTH = 760;
const NAME_WIDTH = 250;
const VALUE_WIDTH = 80;
const ROW = 32;

/** Bars side by side with their names before and their values behind them. */
export function barChart(chart: { id: string; title: string; unit: string; bars: readonly Bar[] }): string {
  const greatest = Math.max(1, ...chart.bars.map(({ value }) => value));
  const room = WIDTH - NAME_WIDTH - VALUE_WIDTH;
  const content = chart.bars.map(({ name, value }, i) => {
    const length = Math.max(1, Math.round((value / greatest) * room));
    const middle = i * ROW + ROW / 2;
    return (
      label(NAME_WIDTH - 10, middle + 5, shortened(name, 30), { 'text-anchor': 'end' }) +
      element('rect', { x: NAME_WIDTH, y: middle - 10, width: length, height: 20, fill: COLOURS.blue }) +
      label(NAME_WIDTH + length + 8, middle + 5, numberText(value))
    );
  });
  return drawing({
    id: chart.id,
    title: chart.title,
    description: chart.bars.map(({ name, value }) => `${name}: ${numberText(value)} ${chart.unit}`).join('; '),
    width: WIDTH,
    height: Math.max(1, chart.bars.length) * ROW,
    content: content.join(''),
  });
}
