import type { DatasetDefinition, FeedMapping } from '@broker/catalogue';
import {
  CsvScanner,
  enforce,
  type DepersonalisationReport,
  type Hierarchy,
  type NamedGroup,
} from '@broker/depersonalisation';
import {
  accept,
  DomainError,
  refuse,
  RefusedError,
  type LocalDate,
  type LocalMonth,
  type Refusal,
  type Result,
} from '@broker/kernel';
import { recogniseColumns, type RecognisedColumns } from './intake-header.js';
import { reportOf } from './intake-report.js';
import { IntakeRows } from './intake-rows.js';

export { recogniseHeader } from './intake-header.js';

/** What an intake needs to know before the first byte. */
export interface IntakeOptions {
  dataset: DatasetDefinition;
  /** Layouts that may be recognised. Give all that are known, so that a file of another dataset can be named. */
  mappings: readonly FeedMapping[];
  /** Districts of the partnership by name, for example `Southampton`; null takes every district. */
  districts: readonly string[] | null;
  /** Day of receipt: later months are refused. */
  receivedOn?: LocalDate;
}

/** A file made safe to release. Counting groups replaced storing rows: nothing else of the file is kept. */
export interface Depersonalised {
  report: DepersonalisationReport;
  /** Months of the first and last row taken, the left-out ones included. */
  periodFrom: LocalMonth;
  periodTo: LocalMonth;
  /** Every period at the chosen precision that the file covers, in order. */
  periods: string[];
  /** Groups to release, in order of period, area and category. */
  groups: readonly NamedGroup[];
  /** Groups left out, and groups of no row that are told as if they were. For the agency that holds the data alone. */
  suppressed: readonly NamedGroup[];
  /** Calls back once per row to release, sorted by cell so that the order of the file cannot be told. */
  forEachRow(visit: (period: string, area: string, category: string) => void): void;
}

/** Reads one file of a dataset, chunk by chunk, into a depersonalised release (ISA-9, ISA-11). Use it once. */
export class Intake {
  private readonly scanner = new CsvScanner(
    (names) => this.begin(names),
    (row) => this.rows!.take(row),
  );
  private recognised?: RecognisedColumns;
  private rows?: IntakeRows;
  private refusal?: Refusal;

  constructor(private readonly options: IntakeOptions) {}

  /** Data rows read so far. */
  get rowsRead(): number {
    return this.scanner.rowsRead;
  }

  /**
   * Takes the next bytes of the file; the chunk is copied and may be reused.
   * Throws a RefusedError when the file as a whole must be refused; nothing more can be pushed then.
   */
  push(chunk: Uint8Array): void {
    if (this.refusal) throw new RefusedError(this.refusal);
    try {
      this.scanner.push(chunk);
    } catch (error) {
      if (error instanceof RefusedError) this.refusal = error.refusal;
      throw error;
    }
  }

  /** Ends the file. Returns the release with its report, or the refusal of the whole file. */
  finish(): Result<Depersonalised> {
    if (this.refusal) return refuse(this.refusal);
    try {
      this.scanner.finish();
    } catch (error) {
      if (error instanceof RefusedError) return refuse(error.refusal);
      throw error;
    }
    if (!this.rows || !this.recognised) throw new DomainError('a file without header was not refused');
    const { counted } = this.rows;
    const enforced = enforce(counted, this.options.dataset.policy);
    if (!enforced.ok) return enforced;
    const { released, chosen } = enforced.value;
    const level = counted.time.levels.indexOf(chosen.step.time);
    const months = labelsOf(counted.time, 0);
    return accept({
      report: reportOf(this.options.dataset, this.recognised, this.rowsRead, this.rows, enforced.value),
      periodFrom: months[0]!,
      periodTo: months.at(-1)!,
      periods: labelsOf(counted.time, level),
      groups: released,
      suppressed: [...enforced.value.suppressed, ...enforced.value.hiddenZeros],
      forEachRow: (visit) => {
        for (const { period, area, category, rows } of released) {
          for (let row = 0; row < rows; row++) visit(period, area, category);
        }
      },
    });
  }

  private begin(names: string[]): void {
    const { dataset, mappings, districts, receivedOn } = this.options;
    const recognised = recogniseColumns(names, dataset, mappings);
    if (!recognised.ok) throw new RefusedError(recognised.refusal);
    this.recognised = recognised.value;
    const ours = districts && new Set(districts.map((district) => district.trim().toLowerCase()));
    this.rows = new IntakeRows(recognised.value, dataset, ours, receivedOn);
  }
}

const labelsOf = (hierarchy: Hierarchy, level: number): string[] =>
  Array.from({ length: hierarchy.size(level) }, (_, code) => hierarchy.label(level, code).code).sort();
