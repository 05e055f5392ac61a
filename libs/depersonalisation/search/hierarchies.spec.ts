import { describe, expect, it } from '@jest/globals';
import { RefusedError } from '@broker/kernel';
import { GeneralisationHierarchy } from './generalisation-hierarchy.js';
import {
  ageHierarchy,
  areaHierarchy,
  dateHierarchy,
  monthHierarchy,
  timeHierarchy,
  weekHierarchy,
} from './hierarchies.js';

const pathOf = ({ rows }: GeneralisationHierarchy, value: string) => rows.find(([first]) => first === value);

describe('ready-made hierarchies', () => {
  it.each([
    [dateHierarchy('2024-02-28', '2024-03-01'), '2024-02-29', ['2024-02-29', '2024-02', '2024-Q1', '2024', '*']],
    [
      weekHierarchy('2024-12-30', '2025-02-01'),
      '2025-01-05',
      ['2025-01-05', 'week of 2024-12-30', '4 weeks from 2024-12-30', '*'],
    ],
    [
      weekHierarchy('2025-01-01', '2025-02-01'),
      '2025-01-27',
      ['2025-01-27', 'week of 2025-01-27', '4 weeks from 2025-01-27', '*'],
    ],
    [monthHierarchy(['2024-12']), '2024-12', ['2024-12', '2024-Q4', '2024', '*']],
    [timeHierarchy(), '19:59', ['19:59', '19:00-19:59', '16:00-19:59', 'day', '*']],
    [timeHierarchy(), '20:00', ['20:00', '20:00-20:59', '20:00-23:59', 'night', '*']],
    [ageHierarchy(99), '34', ['34', '30-34', '30-39', '20-39', '*']],
    [areaHierarchy([['E01', 'E02', 'E07']]), 'E01', ['E01', 'E02', 'E07', '*']],
  ])('%# puts %s where it belongs', (hierarchy, value, path) => {
    expect(pathOf(hierarchy, value)).toEqual(path);
  });

  it('does not take a day range that ends before it begins', () => {
    expect(() => dateHierarchy('2024-02-02', '2024-02-01')).toThrow('before its first');
  });
});

describe('a hierarchy', () => {
  const rows = [
    ['a', 'x', '*'],
    ['b', 'y', '*'],
    ['c', 'x', '*'],
    ['d', 'y', '*'],
  ];

  it.each([
    ['no rows', []],
    ['rows of different lengths', [['a', '*'], ['b']]],
    [
      'a value twice',
      [
        ['a', '*'],
        ['a', '*'],
      ],
    ],
    [
      'a label beneath two others',
      [
        ['a', 'x', 'p', '*'],
        ['b', 'x', 'q', '*'],
      ],
    ],
  ])('is refused with %s', (_, broken) => {
    expect(() => new GeneralisationHierarchy(broken)).toThrow(RefusedError);
  });

  it('numbers the values that occur so that children of one label are neighbours', () => {
    const bound = new GeneralisationHierarchy(rows).bind('column', [['d', 'c', 'a']]);
    expect([0, 1, 2].map((level) => bound.labels(level))).toEqual([['a', 'c', 'd'], ['x', 'y'], ['*']]);
    expect([...bound.codes(0, 0)]).toEqual([2, 1, 0]);
    expect([...bound.up(0, 1)]).toEqual([0, 0, 1]);
    expect([...bound.shares(1)]).toEqual([0.5, 0.5]);
    expect([...bound.largestShareBelow(2, 1)]).toEqual([0.5]);
    expect(bound.domain).toBe(4);
  });
});
