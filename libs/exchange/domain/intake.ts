import type { DatasetDefinition, FeedMapping } from '@broker/catalogue';
import type { DepersonalisationReport, NamedGroup } from '@broker/depersonalisation';
import { DomainError, type LocalDate, type LocalMonth, type Result } from '@broker/kernel';

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
  /** Groups left out. For the agency that holds the data alone. */
  suppressed: readonly NamedGroup[];
  /** Calls back once per row to release, sorted by cell so that the order of the file cannot be told. */
  forEachRow(visit: (period: string, area: string, category: string) => void): void;
}

/** Reads one file of a dataset, chunk by chunk, into a depersonalised release (ISA-9, ISA-11). Use it once. */
export class Intake {
  /** Data rows read so far. */
  rowsRead = 0;

  constructor(private readonly options: IntakeOptions) {}

  /** Takes the next bytes. Throws a RefusedError when the file as a whole must be refused. */
  push(_chunk: Uint8Array): void {
    throw new DomainError(`not yet: ${this.options.dataset.id}`);
  }

  /** Ends the file. Returns the release with its report, or the refusal of the whole file. */
  finish(): Result<Depersonalised> {
    throw new DomainError('not yet');
  }
}

/**
 * Looks at the first bytes of a file, at least its header row.
 * @returns the layout recognised and the file's columns, or the refusal naming what is missing
 */
export function recogniseHeader(
  _firstBytes: Uint8Array,
  _dataset: DatasetDefinition,
  _mappings: readonly FeedMapping[],
): Result<{ mappingId: string; columns: string[] }> {
  throw new DomainError('not yet');
}
