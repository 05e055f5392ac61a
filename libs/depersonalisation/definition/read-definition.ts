import { accept, refuse, RefusedError, type Result } from '@broker/kernel';
import type { MetricName } from '../search/anonymisation.js';
import type {
  ColumnDefinition,
  ColumnRole,
  FileDefinition,
  HierarchyDefinition,
  ModelDefinition,
} from './definition.js';
import { JsonPlace } from './json-place.js';
import { levelNamesOf } from './value-kinds.js';

const FIELDS = ['version', 'separator', 'columns', 'models', 'suppressionLimit', 'metric', 'budget'];
const ROLES: readonly ColumnRole[] = ['quasi-identifier', 'sensitive', 'identifying', 'free-text', 'other'];
const METRICS: readonly MetricName[] = ['loss', 'precision', 'discernibility'];
const KINDS = ['date', 'week', 'month', 'time', 'ranges', 'postcode', 'prefix', 'none', 'file'] as const;
const MODELS = ['k-anonymity', 'k-map', 'distinct-l-diversity', 'entropy-l-diversity', 't-closeness'] as const;

/** Larger figures than these are slips of the pen. */
const MOST = { levels: 50, k: 1_000_000, l: 10_000, megabytes: 1_000_000, seconds: 1_000_000, width: 10_000 };
const DEFAULT_WIDTHS = [5, 10, 20];

/**
 * Reads a definition file, version 1.
 * @param text the file, JSON
 * @returns the definition with every default filled in, or a refusal `depersonalisation/broken-definition` (ISA-9) that names
 *   the place of the first fault, for example `columns[2].hierarchy.kind`
 */
export function readDefinition(text: string): Result<FileDefinition> {
  try {
    return accept(definitionAt(new JsonPlace(parsed(text))));
  } catch (error) {
    if (error instanceof RefusedError) return refuse(error.refusal);
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return new JsonPlace(null).refuse(
      'is not JSON.',
      'Check it for a missing quote, bracket or comma; a comma after the last entry is one too many.',
    );
  }
}

function definitionAt(place: JsonPlace): FileDefinition {
  const at = place.fields(FIELDS);
  if (at('version').whole(1, MOST.k) !== 1)
    at('version').refuse(
      'is a version that this program does not know.',
      'Write "version": 1, or use a newer program.',
    );
  const columns = columnsAt(at('columns'));
  const budget = at('budget').or(null, (field) => field.fields(['seconds', 'megabytes']));
  return {
    version: 1,
    separator: at('separator').or(',', separatorAt),
    columns,
    models: modelsAt(at('models'), columns),
    suppressionLimit: at('suppressionLimit').or(0, (field) => field.number(0, 1)),
    metric: at('metric').or('loss' as const, (field) => field.oneOf(METRICS)),
    budget: {
      seconds: budget?.('seconds').or(null, (field) => field.number(0.001, MOST.seconds)) ?? null,
      megabytes: budget?.('megabytes').or(null, (field) => field.number(1, MOST.megabytes)) ?? null,
    },
  };
}

function separatorAt(place: JsonPlace): string {
  const separator = place.text();
  if (/^[\t -~]$/.test(separator) && !/["\w]/.test(separator)) return separator;
  return place.refuse(
    'is not a character that can stand between cells.',
    'Write one character, such as "," or ";" or "\\t".',
  );
}

function columnsAt(place: JsonPlace): ColumnDefinition[] {
  const columns: ColumnDefinition[] = [];
  for (const each of place.list()) {
    const column = columnAt(each);
    if (columns.some(({ name }) => name === column.name))
      each.refuse('names a column that an earlier entry names.', 'Keep one entry for each column.');
    columns.push(column);
  }
  if (!columns.some(({ role }) => role === 'quasi-identifier'))
    place.refuse(
      'names no quasi-identifier.',
      'Give at least one column the role "quasi-identifier": what others may know of a person, such as age, sex, place or date.',
    );
  return columns;
}

function columnAt(place: JsonPlace): ColumnDefinition {
  const at = place.fields(['name', 'role', 'hierarchy', 'minLevel', 'maxLevel', 'weight', 'redact']);
  const name = at('name').text();
  const role = at('role').oneOf(ROLES);
  const own =
    role === 'quasi-identifier'
      ? ['hierarchy', 'minLevel', 'maxLevel', 'weight']
      : role === 'free-text'
        ? ['redact']
        : [];
  place.fields(['name', 'role', ...own]);
  if (role === 'free-text') return { name, role, redact: at('redact').or(false, (field) => field.flag()) };
  if (role !== 'quasi-identifier') return { name, role };
  const hierarchy = hierarchyAt(at('hierarchy'));
  const top = (levelNamesOf(hierarchy)?.length ?? MOST.levels) - 1;
  const minLevel = at('minLevel').or(0, (field) => field.whole(0, top));
  const maxLevel = at('maxLevel').or(null, (field) => field.whole(minLevel, top));
  return {
    name,
    role,
    hierarchy,
    minLevel,
    maxLevel,
    weight: at('weight').or(1, (field) => field.number(0.001, 1000)),
  };
}

function hierarchyAt(place: JsonPlace): HierarchyDefinition {
  const at = place.fields(['kind', 'widths', 'lengths', 'file']);
  const kind = at('kind').oneOf(KINDS);
  const own: Partial<Record<typeof kind, string>> = { ranges: 'widths', prefix: 'lengths', file: 'file' };
  place.fields(own[kind] ? ['kind', own[kind]] : ['kind']);
  if (kind === 'file') return { kind, file: at('file').text() };
  if (kind === 'ranges') return { kind, widths: at('widths').or(DEFAULT_WIDTHS, widthsAt) };
  if (kind === 'prefix') return { kind, lengths: lengthsAt(at('lengths')) };
  return { kind };
}

function widthsAt(place: JsonPlace): number[] {
  const widths = place.list().map((width) => width.whole(2, MOST.width));
  if (widths.some((width, index) => index > 0 && (width <= widths[index - 1]! || width % widths[index - 1]! !== 0)))
    place.refuse(
      'holds a width that does not divide the next.',
      'Write rising widths that fit into each other, such as [5, 10, 20].',
    );
  return widths;
}

function lengthsAt(place: JsonPlace): number[] {
  const lengths = place.list().map((length) => length.whole(1, MOST.levels));
  if (lengths.some((length, index) => index > 0 && length >= lengths[index - 1]!))
    place.refuse('does not fall.', 'Write falling lengths, such as [3, 1].');
  return lengths;
}

function modelsAt(place: JsonPlace, columns: readonly ColumnDefinition[]): ModelDefinition[] {
  const models = place.list().map((each) => modelAt(each, columns));
  if (models.filter(({ kind }) => kind === 'k-map').length > 1)
    place.refuse('names more than one k-map.', 'Keep one; put the populations together in one file.');
  const close = models.flatMap((model) => (model.kind === 't-closeness' ? [model.column] : []));
  if (new Set(close).size < close.length)
    place.refuse('asks for the t-closeness of one column twice.', 'Keep one of the two.');
  return models;
}

function modelAt(place: JsonPlace, columns: readonly ColumnDefinition[]): ModelDefinition {
  const at = place.fields(['kind', 'k', 'l', 't', 'column', 'population', 'hierarchy']);
  const kind = at('kind').oneOf(MODELS);
  const sensitive = (): string => {
    const column = at('column').text();
    if (columns.some(({ name, role }) => name === column && role === 'sensitive')) return column;
    return at('column').refuse('names no sensitive column.', 'Name a column whose role is "sensitive".');
  };
  switch (kind) {
    case 'k-anonymity':
      place.fields(['kind', 'k']);
      return { kind, k: at('k').whole(2, MOST.k) };
    case 'k-map':
      place.fields(['kind', 'k', 'population']);
      return { kind, k: at('k').whole(2, MOST.k), population: at('population').text() };
    case 't-closeness':
      place.fields(['kind', 't', 'column', 'hierarchy']);
      return { kind, column: sensitive(), t: at('t').number(0, 1), hierarchy: at('hierarchy').or(null, hierarchyAt) };
    default:
      place.fields(['kind', 'l', 'column']);
      return {
        kind,
        column: sensitive(),
        l: kind === 'distinct-l-diversity' ? at('l').whole(2, MOST.l) : at('l').number(1, MOST.l),
      };
  }
}
