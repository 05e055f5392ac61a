import { describe, expect, it } from '@jest/globals';
import { barChart } from './bar-chart.js';
import { bandText, histogram } from './histogram.js';
import { ladder } from './ladder.js';
import { escapeText, shortened } from './svg.js';

const widths = (svg: string) =>
  [...svg.matchAll(/<rect [^>]*width="(\d+)" height="20"/g)].map(([, width]) => Number(width));

describe('every drawing says what it shows', () => {
  it('has a role, a title and a description that are tied to it', () => {
    const svg = barChart({ id: 'areas', title: 'Rows by area', unit: 'rows', bars: [{ name: 'North', value: 1200 }] });
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="areas-title areas-desc">/);
    expect(svg).toContain('<title id="areas-title">Rows by area</title>');
    expect(svg).toContain('<desc id="areas-desc">North: 1,200 rows</desc>');
  });

  it('lets no text become markup', () => {
    expect(escapeText(`<b a="1">&'`)).toBe('&lt;b a=&quot;1&quot;&gt;&amp;&#39;');
    expect(barChart({ id: 'x', title: 'T', unit: 'rows', bars: [{ name: '<script>', value: 1 }] })).not.toContain(
      '<script>',
    );
  });
});

describe('barChart', () => {
  it('draws lengths in proportion, and a bar for the smallest value', () => {
    const bars = [500, 250, 0].map((value, i) => ({ name: `A${i}`, value }));
    const [first = 0, second = 0, third] = widths(barChart({ id: 'b', title: 'T', unit: 'rows', bars }));
    expect(second).toBe(first / 2);
    expect(third).toBe(1);
  });

  it('writes values as it is told, against a full scale', () => {
    const valueText = (value: number) => `${value * 100}%`;
    const chart = { id: 'b', title: 'T', unit: 'of the rows', valueText, fullScale: 1 };
    const half = barChart({ ...chart, bars: [{ name: 'A', value: 0.5 }] });
    const [width = 0] = widths(barChart({ ...chart, bars: [{ name: 'A', value: 1 }] }));
    expect(widths(half)).toEqual([width / 2]);
    expect(half).toContain('<desc id="b-desc">A: 50% of the rows</desc>');
    expect(half).toContain('>50%</text>');
  });

  it('can be empty', () => expect(barChart({ id: 'b', title: 'T', unit: 'rows', bars: [] })).toContain('<svg'));
});

describe('histogram', () => {
  const bands = [
    { from: 1, to: 1, groups: 3, rows: 3 },
    { from: 2, to: 4, groups: 2, rows: 6 },
    { from: 5, to: null, groups: 7, rows: 90 },
  ];
  const svg = histogram({ id: 'h', title: 'Sizes', bands, k: 5 });

  it('names bands as people do', () => expect(bands.map(bandText)).toEqual(['1', '2 to 4', '5 or more']));
  it('hatches what is too small, by pattern and not by colour alone', () => {
    expect(svg.match(/fill="url\(#h-hatch\)"/g)).toHaveLength(2);
    expect(svg).toContain('k = 5');
  });
  it('draws the line where the first large enough band begins', () => {
    expect(svg).toContain(`<line x1="${(760 / 3) * 2}"`);
    expect(histogram({ id: 'h', title: 'Sizes', bands: bands.slice(0, 2), k: 5 })).not.toContain('k = 5');
  });
});

describe('ladder', () => {
  it('marks the chosen step with a sign and a word', () => {
    const svg = ladder({
      id: 'l',
      title: 'Steps',
      rungs: [
        { name: 'Month and small area', outcome: 'too-fine', cost: '24.0% left out' },
        { name: 'Month and neighbourhood', outcome: 'chosen', cost: '4.0% left out' },
        { name: 'Quarter and district', outcome: 'not-needed', cost: '' },
      ],
    });
    expect(svg).toContain('✓ Month and neighbourhood');
    expect(svg.match(/✓/g)).toHaveLength(1);
    expect(svg).toContain('Quarter and district, Coarser than needed</desc>');
  });
});

describe('shortened', () => {
  it('cuts only what is too long', () => expect([shortened('abc', 3), shortened('abcd', 3)]).toEqual(['abc', 'ab…']));
});
