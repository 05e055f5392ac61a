import { RefusedError } from '@broker/kernel';
import { cellText, HAS_FORMULA_LEAD, type CsvRow } from '../csv-row.js';
import { CsvScanner } from '../csv-scanner.js';
import { refuseFormula } from '../formula-cell.js';
import { IdentifierScan } from '../identifier-scan.js';
import type { IdentifierKind } from '../identifiers/detector.js';
import { findIdentifier, redact } from '../identifiers/find-identifiers.js';
import type { Table } from '../search/table.js';
import { CodedColumn, CodeList } from './coded-column.js';
import {
  distanceHierarchyOf,
  type ColumnDefinition,
  type FileDefinition,
  type HierarchyDefinition,
} from './definition.js';
import { RecordFaults } from './record-faults.js';
import { canonicalValue } from './value-kinds.js';

/** Rows left out because a cell of one column holds one kind of identifier. */
export interface IdentifiedRows {
  column: string;
  kind: IdentifierKind;
  rows: number;
  /** The header being row 1. */
  firstRow: number;
}

/** A file of records as it was read: rows without identifiers, as columns of small numbers. */
export interface RecordsRead {
  rowsIn: number;
  identified: IdentifiedRows[];
  /** Quasi-identifiers and sensitive columns, one row for each that is kept. */
  table: Table;
  /** Names of all columns that may be released, in the order of the file. */
  columns: string[];
  /** Cells that are kept as they are, by column: for each row the number of its combination, and each combination once. */
  asTheyAre: { columns: string[]; codes: CodeList; combinations: readonly (readonly string[])[] };
}

/** Stands in no cell: the scanner refuses it. */
const BETWEEN_CELLS = '\0';

/** What was found out about a distinct cell of a quasi-identifier or a sensitive column. */
interface CellFinding {
  /** The kind of value that it should have been, and is not. */
  unfit: HierarchyDefinition['kind'] | null;
  identifier: IdentifierKind | null;
}

/** One column while rows are read. */
interface ColumnReader {
  definition: ColumnDefinition;
  place: number;
  coded: CodedColumn<CellFinding> | null;
  /** For columns that are kept as they are and not coded. */
  scan: IdentifierScan | null;
}

/** Kinds whose values are told by their form or by a list, so that nothing else can stand in a cell that fits. */
const isToldByForm = ({ kind }: HierarchyDefinition): boolean => kind !== 'prefix' && kind !== 'none';

/**
 * Reads a file of records by its definition, chunk by chunk. Every cell that may be released is searched for identifiers (ISA-9);
 * a row with a hit is left out and counted. Memory follows the rows at a few bytes for each column, and the distinct cells.
 *
 * Refuses the file with a RefusedError: faults of CsvScanner; `depersonalisation/other-columns` when its columns are not those of
 * the definition; `exchange/formula-cell`; at the end `depersonalisation/unfit-values`, `depersonalisation/identifying-column` and
 * `depersonalisation/key-column` (see RecordFaults).
 */
export class RecordIntake {
  private readonly scanner: CsvScanner;
  private readonly faults = new RecordFaults();
  private readonly identified = new Map<string, IdentifiedRows>();
  private readonly combinations = new Map<string, number>();
  private readonly combinationCodes = new CodeList();
  private readers: ColumnReader[] = [];
  private cells: ColumnReader[] = [];
  private codes: number[] = [];

  /**
   * @param definition what each column is
   * @param listed values of the hierarchy files, by the name of the file
   */
  constructor(
    private readonly definition: FileDefinition,
    private readonly listed: ReadonlyMap<string, ReadonlySet<string>>,
  ) {
    this.scanner = new CsvScanner(
      (names) => this.begin(names),
      (row) => this.take(row),
      definition.separator,
    );
  }

  /** Data rows read so far. */
  get rowsRead(): number {
    return this.scanner.rowsRead;
  }

  push(chunk: Uint8Array): void {
    this.scanner.push(chunk);
  }

  finish(): RecordsRead {
    this.scanner.finish();
    this.faults.refuseAny(this.combinationCodes.length);
    const coded = this.readers.filter(({ coded }) => coded !== null);
    return {
      rowsIn: this.scanner.rowsRead,
      identified: [...this.identified.values()],
      table: {
        rows: this.combinationCodes.length,
        columns: coded.map(({ coded, definition }) => coded!.finish(definition.name)),
      },
      columns: this.readers.map(({ definition }) => definition.name),
      asTheyAre: {
        columns: this.cells.map(({ definition }) => definition.name),
        codes: this.combinationCodes,
        combinations: [...this.combinations.keys()].map((cells) => cells.split(BETWEEN_CELLS)),
      },
    };
  }

  private begin(names: readonly string[]): void {
    refuseOtherColumns(names, this.definition.columns);
    const defined = names.map((name) => this.definition.columns.find((column) => column.name === name)!);
    const readers = defined.map((definition, place) => this.readerOf(definition, place));
    this.readers = readers.filter((reader) => reader !== null);
    this.cells = this.readers.filter(({ definition }) => definition.role !== 'quasi-identifier');
    this.codes = this.readers.map(() => 0);
  }

  private readerOf(definition: ColumnDefinition, place: number): ColumnReader | null {
    const { name } = definition;
    switch (definition.role) {
      case 'identifying':
        return null;
      case 'free-text':
        return definition.redact ? { definition, place, coded: null, scan: null } : null;
      case 'other':
        return { definition, place, coded: null, scan: new IdentifierScan(name) };
      case 'sensitive':
        return {
          definition,
          place,
          coded: this.codedBy(name, distanceHierarchyOf(this.definition, name), true),
          scan: null,
        };
      default: {
        const { hierarchy } = definition;
        return { definition, place, coded: this.codedBy(name, hierarchy, !isToldByForm(hierarchy)), scan: null };
      }
    }
  }

  private codedBy(name: string, hierarchy: HierarchyDefinition, isSearched: boolean): CodedColumn<CellFinding> {
    const listed = hierarchy.kind === 'file' ? this.listed.get(hierarchy.file) : undefined;
    return new CodedColumn((text) => {
      const label = canonicalValue(hierarchy.kind, text);
      const fits = label !== null && (label === '' || (listed?.has(label) ?? true));
      const identifier = isSearched ? findIdentifier(text, name) : null;
      return { label: label ?? '', found: { unfit: fits ? null : hierarchy.kind, identifier } };
    });
  }

  private take(row: CsvRow): void {
    let isIdentified = false;
    for (let i = 0; i < this.readers.length; i++) {
      const { definition, place, coded, scan } = this.readers[i]!;
      if ((row.marks[place]! & HAS_FORMULA_LEAD) !== 0 && definition.role !== 'free-text')
        refuseFormula(row, place, definition.name);
      let identifier: IdentifierKind | null = null;
      if (coded) {
        const code = (this.codes[i] = coded.codeOf(row, place));
        const found = coded.foundAt(code);
        if (found.unfit) this.faults.addUnfit(definition.name, found.unfit, row.number);
        identifier = found.identifier;
      } else if (scan) {
        const kind = scan.find(row, place);
        if (kind) this.faults.addIdentifying(definition.name, kind, row.number);
      }
      if (!identifier) continue;
      isIdentified = true;
      this.countIdentified(definition.name, identifier, row.number);
    }
    if (!isIdentified) this.keep(row);
  }

  private keep(row: CsvRow): void {
    let combination = '';
    for (let i = 0; i < this.readers.length; i++) {
      const { definition, place, coded } = this.readers[i]!;
      coded?.add(this.codes[i]!);
      if (definition.role === 'quasi-identifier') continue;
      const cell = coded ? coded.labelAt(this.codes[i]!) : this.cellOf(definition, row, place);
      combination += combination === '' && this.cells[0]!.place === place ? cell : `${BETWEEN_CELLS}${cell}`;
    }
    let code = this.combinations.get(combination);
    if (code === undefined) this.combinations.set(combination, (code = this.combinations.size));
    this.combinationCodes.push(code);
  }

  private cellOf({ name, role }: ColumnDefinition, row: CsvRow, place: number): string {
    const text = cellText(row, place);
    if (role === 'free-text') return redact(text, { column: name });
    this.faults.watchKey(name, text);
    return text;
  }

  private countIdentified(column: string, kind: IdentifierKind, row: number): void {
    const key = `${kind} ${column}`;
    const known = this.identified.get(key);
    if (known) known.rows += 1;
    else this.identified.set(key, { column, kind, rows: 1, firstRow: row });
  }
}

function refuseOtherColumns(names: readonly string[], columns: readonly ColumnDefinition[]): void {
  const doubled = names.filter((name, at) => names.indexOf(name) !== at);
  const missing = columns.filter(({ name }) => !names.includes(name));
  const undefinedAt = names.flatMap((name, at) => (columns.some((column) => column.name === name) ? [] : [at + 1]));
  const said = [
    doubled.length > 0 && 'It has two columns of the same name.',
    missing.length > 0 && `It lacks ${missing.map(({ name }) => `"${name}"`).join(', ')}.`,
    // The first line of a file without a header holds values: an unknown name is told by its place alone.
    undefinedAt.length > 0 && `The definition says nothing of its column ${undefinedAt.join(', ')}.`,
  ].filter(Boolean);
  if (said.length === 0) return;
  throw new RefusedError({
    code: 'depersonalisation/other-columns',
    clause: 'ISA-9',
    message: `The columns of the file are not those of the definition. ${said.join(' ')}`,
    mend: 'Give every column a role, with its name as it stands in the first line; check the separator.',
  });
}
