import { accept, refuse, type Result } from '@broker/kernel';
import type { FileDefinition, ModelDefinition } from './definition.js';

/** What the report says of the rows, and what the rows cannot tell by themselves. */
export interface RecordClaim {
  columns: readonly string[];
  rows: number;
  classes: number;
  smallestClass: number;
  /** For t-closeness: how often each value of a sensitive column stands in the file, suppressed rows included. */
  sensitiveTotals: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** For a t-closeness with a hierarchy: rows of that hierarchy, by column. */
  sensitiveHierarchies: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** For k-map: members of the population by their quasi-identifiers as released, in the order of the definition. */
  population: ReadonlyMap<string, number> | null;
}

/** What the gate found in the rows as written. */
export interface RecordFinding {
  rows: number;
  classes: number;
  smallestClass: number;
  uniqueRows: number;
}

/** Room for the rounding of sums. */
const ROUNDING = 1e-9;

interface Class {
  rows: number;
  /** Rows by value, for each sensitive column. */
  values: Map<string, Map<string, number>>;
}

/** The name of a class: its quasi-identifiers as they are written. */
export const classKey = (labels: readonly string[]): string => JSON.stringify(labels);

/**
 * Counts the rows of a release anew, from the file as it was written, and holds them against models and report (ISA-9). It
 * shares no code with search and models, so that an error there cannot hide here.
 */
export class RecordGate {
  private readonly classes = new Map<string, Class>();
  private readonly sensitive: string[];
  private readonly quasiIdentifiers: string[];
  private names: readonly string[] = [];
  private rows = 0;

  constructor(private readonly definition: FileDefinition) {
    this.quasiIdentifiers = definition.columns.flatMap(({ name, role }) => (role === 'quasi-identifier' ? [name] : []));
    this.sensitive = definition.columns.flatMap(({ name, role }) => (role === 'sensitive' ? [name] : []));
  }

  /** Takes the first line. */
  header(names: readonly string[]): void {
    this.names = names;
  }

  /** Takes one row, as text. */
  add(cells: readonly string[]): void {
    const cellOf = (name: string): string => cells[this.names.indexOf(name)] ?? '';
    const key = classKey(this.quasiIdentifiers.map(cellOf));
    let found = this.classes.get(key);
    if (!found) {
      found = { rows: 0, values: new Map(this.sensitive.map((name) => [name, new Map()])) };
      this.classes.set(key, found);
    }
    found.rows += 1;
    this.rows += 1;
    for (const [name, counts] of found.values) counts.set(cellOf(name), (counts.get(cellOf(name)) ?? 0) + 1);
  }

  /** @returns the finding, or a refusal `depersonalisation/model-broken` or `depersonalisation/gate-mismatch` */
  finish(claim: RecordClaim): Result<RecordFinding> {
    const sizes = [...this.classes.values()].map(({ rows }) => rows);
    const finding = {
      rows: this.rows,
      classes: sizes.length,
      smallestClass: sizes.reduce((least, rows) => Math.min(least, rows), sizes[0] ?? 0),
      uniqueRows: sizes.filter((rows) => rows === 1).length,
    };
    for (const model of this.definition.models) {
      let failing = 0;
      for (const [key, group] of this.classes) if (!satisfies(model, key, group, claim)) failing += 1;
      if (failing > 0) return broken(model.kind, failing, finding.classes);
    }
    const differing = (['rows', 'classes', 'smallestClass'] as const).filter((name) => finding[name] !== claim[name]);
    if (claim.columns.join('\0') !== this.names.join('\0')) return mismatch('The columns differ.');
    if (differing.length === 0) return accept(finding);
    return mismatch(
      differing.map((name) => `${NAMES[name]}: written ${finding[name]}, reported ${claim[name]}.`).join(' '),
    );
  }
}

function satisfies(model: ModelDefinition, key: string, { rows, values }: Class, claim: RecordClaim): boolean {
  switch (model.kind) {
    case 'k-anonymity':
      return rows >= model.k;
    case 'k-map':
      return (claim.population?.get(key) ?? 0) >= model.k;
    case 'distinct-l-diversity':
      return values.get(model.column)!.size >= model.l;
    case 'entropy-l-diversity': {
      let entropy = 0;
      for (const count of values.get(model.column)!.values()) entropy -= (count / rows) * Math.log(count / rows);
      return entropy >= Math.log(model.l) - ROUNDING;
    }
    default: {
      const totals = claim.sensitiveTotals.get(model.column) ?? new Map<string, number>();
      const hierarchy = model.hierarchy ? (claim.sensitiveHierarchies.get(model.column) ?? []) : null;
      return distance(values.get(model.column)!, totals, hierarchy) <= model.t + ROUNDING;
    }
  }
}

/** Earth mover's distance: the mean over the levels below the top of half the differences between the shares. */
function distance(
  counts: ReadonlyMap<string, number>,
  totals: ReadonlyMap<string, number>,
  hierarchy: readonly (readonly string[])[] | null,
): number {
  const levels = hierarchy ? Math.max(1, hierarchy[0]!.length - 1) : 1;
  let sum = 0;
  for (let level = 0; level < levels; level++) {
    const labelOf = new Map(hierarchy?.map((row) => [row[0]!, row[level]!]));
    const shares = (of: ReadonlyMap<string, number>): Map<string, number> => {
      const all = [...of.values()].reduce((rows, count) => rows + count, 0);
      const found = new Map<string, number>();
      for (const [value, count] of of) {
        const label = labelOf.get(value) ?? value;
        found.set(label, (found.get(label) ?? 0) + count / all);
      }
      return found;
    };
    const [here, everywhere] = [shares(counts), shares(totals)];
    for (const label of new Set([...here.keys(), ...everywhere.keys()]))
      sum += Math.abs((here.get(label) ?? 0) - (everywhere.get(label) ?? 0)) / 2;
  }
  return sum / levels;
}

const NAMES = { rows: 'Rows', classes: 'Classes', smallestClass: 'Rows in the smallest class' };

const broken = (model: string, failing: number, classes: number): Result<never> =>
  refuse({
    code: 'depersonalisation/model-broken',
    clause: 'ISA-9',
    message: `${failing} of ${classes} classes of the file as written fail ${model}.`,
    mend: 'Nothing was released. Run it again from the original file, and tell whoever keeps this program.',
  });

const mismatch = (detail: string): Result<never> =>
  refuse({
    code: 'depersonalisation/gate-mismatch',
    clause: 'ISA-9',
    message: `What was written is not what the report says. ${detail}`,
    mend: 'Nothing was released. Run it again from the original file, and tell whoever keeps this program.',
  });
