import { numberText } from '../format/numbers.js';
import { COLOURS, drawing, element, label, shortened } from './svg.js';

/** One bar. */
export interface Bar {
  name: string;
  value: number;
}

/** What a bar chart is made of. */
export interface BarChart {
  id: string;
  title: string;
  unit: string;
  bars: readonly Bar[];
  /** How a value is written; a whole number when left out. */
  valueText?: (value: number) => string;
  /** The value of a bar of full length, unless one is greater. */
  fullScale?: number;
}

const WIDTH = 760;
const NAME_WIDTH = 310;
const VALUE_WIDTH = 80;
const ROW = 32;

/** Bars side by side with their names before and their values behind them. */
export function barChart(chart: BarChart): string {
  const { valueText = numberText, fullScale = 1 } = chart;
  const greatest = Math.max(fullScale, ...chart.bars.map(({ value }) => value));
  const room = WIDTH - NAME_WIDTH - VALUE_WIDTH;
  const content = chart.bars.map(({ name, value }, i) => {
    const length = Math.max(1, Math.round((value / greatest) * room));
    const middle = i * ROW + ROW / 2;
    return (
      label(NAME_WIDTH - 10, middle + 5, shortened(name, 32), { 'text-anchor': 'end' }) +
      element('rect', { x: NAME_WIDTH, y: middle - 10, width: length, height: 20, fill: COLOURS.blue }) +
      label(NAME_WIDTH + length + 8, middle + 5, valueText(value))
    );
  });
  return drawing({
    id: chart.id,
    title: chart.title,
    description: chart.bars.map(({ name, value }) => `${name}: ${valueText(value)} ${chart.unit}`).join('; '),
    width: WIDTH,
    height: Math.max(1, chart.bars.length) * ROW,
    content: content.join(''),
  });
}
