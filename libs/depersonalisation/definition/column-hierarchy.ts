import { GeneralisationHierarchy } from '../search/generalisation-hierarchy.js';
import {
  ageHierarchy,
  ANY,
  dateHierarchy,
  hierarchyOf,
  monthHierarchy,
  timeHierarchy,
  weekHierarchy,
} from '../search/hierarchies.js';
import type { HierarchyDefinition } from './definition.js';
import { levelNamesOf } from './value-kinds.js';

/**
 * Builds the hierarchy of a column from its definition and the values that occur, in their canonical form. The domain against
 * which loss is measured is the span of the values: all days from the first to the last, all numbers up to the greatest.
 * @param rows rows of the hierarchy file, for the kind `file`
 * @throws RefusedError `depersonalisation/broken-hierarchy` for rows that make no tree
 */
export function columnHierarchy(
  definition: HierarchyDefinition,
  values: readonly string[],
  rows?: readonly (readonly string[])[],
): GeneralisationHierarchy {
  const known = [...new Set(values)].filter((value) => value !== '').sort();
  const hierarchy = builtFrom(definition, known, rows);
  return values.includes('') ? withEmpty(hierarchy) : hierarchy;
}

function builtFrom(
  definition: HierarchyDefinition,
  values: readonly string[],
  rows?: readonly (readonly string[])[],
): GeneralisationHierarchy {
  if (definition.kind === 'file') return new GeneralisationHierarchy(rows ?? []);
  if (values.length === 0) return withEmptyOnly(levelNamesOf(definition)!.length);
  switch (definition.kind) {
    case 'date':
      return dateHierarchy(values[0]!, values.at(-1)!);
    case 'week':
      return weekHierarchy(values[0]!, values.at(-1)!);
    case 'month':
      return monthHierarchy(values);
    case 'time':
      return timeHierarchy();
    case 'ranges':
      return ageHierarchy(Math.max(...values.map(Number)), definition.widths);
    case 'postcode':
      return hierarchyOf(
        values,
        (postcode) => postcode.slice(0, -2),
        (postcode) => postcode.split(' ')[0]!,
        (postcode) => /^[A-Z]+/.exec(postcode)![0],
      );
    case 'prefix':
      return hierarchyOf(values, ...definition.lengths.map((length) => (code: string) => beginningOf(code, length)));
    default:
      return hierarchyOf(values);
  }
}

/** The beginning of a code, marked as one: `T1` shortened from `T12` must not look like the code `T1`. */
const beginningOf = (code: string, length: number): string =>
  code.length > length ? `${code.slice(0, length)}${ANY}` : code;

const withEmptyOnly = (levels: number): GeneralisationHierarchy =>
  new GeneralisationHierarchy([[...Array.from({ length: levels - 1 }, () => ''), ANY]]);

/** Adds the empty cell as a value that stays apart until the top. */
function withEmpty({ rows, levels }: GeneralisationHierarchy): GeneralisationHierarchy {
  if (rows.some(([value]) => value === '')) return new GeneralisationHierarchy(rows);
  const tops = new Set(rows.map((row) => row[levels - 1]!));
  const top = tops.size === 1 && levels > 1 ? [...tops][0]! : '';
  return new GeneralisationHierarchy([...rows, [...Array.from({ length: levels - 1 }, () => ''), top]]);
}
