import type { Crosswalk, DatasetDefinition } from '@broker/catalogue';
import {
  CellCounter,
  HAS_FORMULA_LEAD,
  hasShape,
  Hierarchy,
  IdentifierScan,
  refuseFormula,
  type CountedRows,
  type CsvRow,
} from '@broker/depersonalisation';
import { quarterOf, type LocalDate } from '@broker/kernel';
import {
  areaCodeJudge,
  areaNameJudge,
  categoryJudge,
  JudgedColumn,
  monthJudge,
  type AreaCode,
  type AreaNames,
  type Category,
  type Judged,
  type KnownArea,
  type Month,
} from './intake-columns.js';
import type { RecognisedColumns } from './intake-header.js';
import { identifierFault, RowRefusals, valueFault, type RowFault } from './intake-refusals.js';

/** The last code of the census of 2011; codes above it were made for that of 2021. */
const LAST_CODE_OF_2011 = 'E01033768';

/** Judges the rows of one file and counts those that are taken. */
export class IntakeRows {
  readonly refusals = new RowRefusals();
  /** Rows in districts that are not the partnership's. */
  rowsOutsideArea = 0;
  hasCodesOf2021 = false;

  private readonly time = new Hierarchy(['month', 'quarter']);
  private readonly place = new Hierarchy(['lsoa', 'msoa', 'district']);
  private readonly cells = new CellCounter();
  private readonly categoryNumbers = new Map<string, number>();
  private readonly areas = new Map<string, KnownArea>();
  private readonly categoriesSeen = new Set<Category>();
  private readonly scans: (IdentifierScan | null)[];
  private readonly months: JudgedColumn<Month>;
  private readonly areaCodes: JudgedColumn<AreaCode>;
  private readonly areaNames: JudgedColumn<AreaNames>;
  private readonly categories: JudgedColumn<Category>;
  private readonly contradiction: RowFault;

  /** @param districts names of the partnership's districts, or null for every district */
  constructor(
    private readonly recognised: RecognisedColumns,
    dataset: DatasetDefinition,
    private readonly districts: ReadonlySet<string> | null,
    receivedOn?: LocalDate,
  ) {
    const { columns, positions, mapping } = recognised;
    const judged = <T>(position: number, judge: (text: string, column: string) => Judged<T>) =>
      new JudgedColumn(position, columns[position]!, judge);
    this.months = judged(positions.period, monthJudge(dataset, receivedOn));
    this.areaCodes = judged(positions.areaCode, areaCodeJudge(dataset));
    this.areaNames = judged(positions.areaName, areaNameJudge(dataset));
    this.categories = judged(positions.category, categoryJudge(dataset, mapping));
    // A left-out column of decimals is one of coordinates, known to the layout: they are no reason to refuse the row.
    this.scans = recognised.shapes.map((shape, column) =>
      shape === null ? null : new IdentifierScan(columns[column]!, shape === 'decimal' ? { placeMetres: 0 } : {}),
    );
    this.contradiction = valueFault(
      'area-name-contradicts',
      dataset.paragraph,
      columns[positions.areaName]!,
      'The area name differs from the one that an earlier row gives for the same code.',
      'Give each area code its published name.',
    );
  }

  /** Rows taken, counted at the finest precision. */
  get counted(): CountedRows {
    return { cells: this.cells, time: this.time, place: this.place, categories: [...this.categoryNumbers.keys()] };
  }

  /** Rows taken by crosswalk. */
  get crosswalkRows(): Map<Crosswalk, number> {
    const rows = new Map<Crosswalk, number>();
    for (const seen of this.categoriesSeen) rows.set(seen.crosswalk, (rows.get(seen.crosswalk) ?? 0) + seen.rows);
    return rows;
  }

  /**
   * Judges one row. Every cell is searched for identifiers, whether its column is used or not, and whether the row lies in the
   * partnership's area or not.
   */
  take(row: CsvRow): void {
    const harmful = this.harmIn(row);
    const month = this.months.read(row);
    const code = this.areaCodes.read(row);
    const name = this.areaNames.read(row);
    const category = this.categories.read(row);
    const harm = harmful ?? identifierAmong(month, code, name, category);
    if (harm) return this.refusals.add(harm, row.number);
    if (code.fault) return this.refusals.add(code.fault, row.number);
    if (name.fault) return this.refusals.add(name.fault, row.number);
    const area = (code.value.known ??= this.areas.get(code.value.code) ?? this.register(code.value.code, name.value));
    if (area.name !== name.value.lsoa) return this.refusals.add(this.contradiction, row.number);
    if (area.place < 0) {
      this.rowsOutsideArea += 1;
      return;
    }
    if (month.fault) return this.refusals.add(month.fault, row.number);
    if (category.fault) return this.refusals.add(category.fault, row.number);
    this.count(month.value, area.place, category.value);
  }

  /** Throws when a cell might be run as a formula; answers with the fault when a cell outside the dataset identifies somebody. */
  private harmIn(row: CsvRow): RowFault | undefined {
    const { shapes, columns } = this.recognised;
    let harm: RowFault | undefined;
    for (let column = 0; column < row.columns; column++) {
      const marks = row.marks[column]!;
      if ((marks & HAS_FORMULA_LEAD) !== 0) refuseFormula(row, column, columns[column]!);
      const shape = shapes[column]!;
      if (shape === null || hasShape(shape, row, column)) continue;
      const kind = this.scans[column]!.find(row, column);
      if (kind) harm ??= identifierFault(kind, columns[column]!);
    }
    return harm;
  }

  private register(code: string, names: AreaNames): KnownArea {
    const isOurs = this.districts === null || this.districts.has(names.district.toLowerCase());
    const labels = [
      { code, name: names.lsoa },
      { code: names.msoa, name: names.msoa },
      { code: names.district, name: names.district },
    ];
    const area = { name: names.lsoa, place: isOurs ? this.place.add(labels) : -1 };
    if (isOurs && code.startsWith('E') && code > LAST_CODE_OF_2011) this.hasCodesOf2021 = true;
    this.areas.set(code, area);
    return area;
  }

  private count(month: Month, place: number, category: Category): void {
    if (month.time < 0) {
      month.time = this.time.add([month.month, quarterOf(month.month)].map((code) => ({ code, name: code })));
    }
    if (category.number < 0) {
      const { to } = category.crosswalk;
      category.number = this.categoryNumbers.get(to) ?? this.categoryNumbers.size;
      this.categoryNumbers.set(to, category.number);
      this.categoriesSeen.add(category);
    }
    category.rows += 1;
    this.cells.add(month.time, place, category.number);
  }
}

function identifierAmong(...judged: Judged<unknown>[]): RowFault | undefined {
  for (const { fault } of judged) if (fault?.code === 'depersonalisation/direct-identifier') return fault;
  return undefined;
}
