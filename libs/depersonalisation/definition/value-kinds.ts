import type { HierarchyDefinition } from './definition.js';

/** What the top level of a hierarchy is called. */
const WITHHELD = 'withheld';

const LEVEL_NAMES = {
  date: ['day', 'month', 'quarter', 'year', WITHHELD],
  week: ['day', 'week', 'four weeks', WITHHELD],
  month: ['month', 'quarter', 'year', WITHHELD],
  time: ['minute', 'hour', 'four hours', 'day or night', WITHHELD],
  postcode: ['full postcode', 'sector', 'district', 'area', WITHHELD],
  none: ['as it is', WITHHELD],
} as const;

/** The levels of a hierarchy in words, finest first; null where a file tells how many there are. */
export function levelNamesOf(hierarchy: HierarchyDefinition): readonly string[] | null {
  switch (hierarchy.kind) {
    case 'file':
      return null;
    case 'ranges':
      return ['each number', ...hierarchy.widths.map((width) => `bands of ${width}`), WITHHELD];
    case 'prefix':
      return ['full code', ...hierarchy.lengths.map((length) => `first ${length} characters`), WITHHELD];
    default:
      return LEVEL_NAMES[hierarchy.kind];
  }
}

/** What a value that does not fit its kind should have been. */
export const EXPECTED: Record<HierarchyDefinition['kind'], string> = {
  date: 'a date written 2026-11-20 or 20/11/2026',
  week: 'a date written 2026-11-20 or 20/11/2026',
  month: 'a month written 2026-11',
  time: 'a time written 14:05',
  ranges: 'a whole number from 0 to 9999',
  postcode: 'a full postcode',
  prefix: 'a code',
  none: 'a value',
  file: 'a value of its hierarchy file',
};

/**
 * The one way in which a value of a kind is written, so that `5/1/2026` and `2026-01-05` are alike.
 * An empty cell stays empty: that nothing is known is a value of its own.
 * @returns null when the text is not of this kind. For `prefix`, `none` and `file` every text is.
 */
export function canonicalValue(kind: HierarchyDefinition['kind'], text: string): string | null {
  const value = text.trim();
  if (value === '') return '';
  switch (kind) {
    case 'date':
    case 'week':
      return canonicalDay(value);
    case 'month':
      return /^(?:1[89]|2[01])\d\d-(?:0[1-9]|1[0-2])$/.test(value) ? value : null;
    case 'time':
      return canonicalTime(value);
    case 'ranges':
      return /^\d{1,9}$/.test(value) && Number(value) <= 9999 ? String(Number(value)) : null;
    case 'postcode':
      return canonicalPostcode(value);
    default:
      return text;
  }
}

function canonicalDay(value: string): string | null {
  const iso = /^((?:1[89]|2[01])\d\d)-(\d\d)-(\d\d)$/.exec(value);
  const british = /^(\d{1,2})\/(\d{1,2})\/((?:1[89]|2[01])\d\d)$/.exec(value);
  if (!iso && !british) return null;
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : [british![3], british![2], british![1]];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
  return isReal ? at.toISOString().slice(0, 10) : null;
}

function canonicalTime(value: string): string | null {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/.exec(value);
  return found ? `${found[1]!.padStart(2, '0')}:${found[2]}` : null;
}

function canonicalPostcode(value: string): string | null {
  const found = /^([a-z]{1,2}\d[a-z\d]?) {0,2}(\d[a-z]{2})$/i.exec(value);
  return found ? `${found[1]} ${found[2]}`.toUpperCase() : null;
}
