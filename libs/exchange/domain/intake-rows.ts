import type { Crosswalk, DatasetDefinition } from '@broker/catalogue';
import {
  CellCounter,
  hasShape,
  Hierarchy,
  IdentifierScan,
  refuseFormulas,
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
  type AreaNames,
  type Judged,
} from './intake-columns.js';
import type { RecognisedColumns } from './intake-header.js';
import { identifierFault, RowRefusals, valueFault, type RowFault } from './intake-refusals.js';

/** The last code of the census of 2011; codes above it were made for that of 2021. */
const LAST_CODE_OF_2011 = 'E01033768';

/** The first name seen for an area code, and the area's place in the hierarchy, -1 outside the partnership. */
interface KnownArea {
  name: string;
  place: number;
}

/** Judges the rows of one file and counts those that are taken. */
export class IntakeRows {
  readonly refusals = new RowRefusals();
  /** Rows in districts that are not the partnership's. */
  rowsOutsideArea = 0;
  hasCodesOf2021 = false;
  /** Rows taken by crosswalk. */
  readonly crosswalkRows = new Map<Crosswalk, number>();

  private readonly time = new Hierarchy(['month', 'quarter']);
  private readonly place = new Hierarchy(['lsoa', 'msoa', 'district']);
  private readonly cells = new CellCounter();
  private readonly categoryNumbers = new Map<string, number>();
  private readonly areas = new Map<string, KnownArea>();
  private readonly scans: { column: number; scan: IdentifierScan }[];
  private readonly months: JudgedColumn<string>;
  private readonly areaCodes: JudgedColumn<string>;
  private readonly areaNames: JudgedColumn<AreaNames>;
  private readonly categories: JudgedColumn<Crosswalk>;
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
    this.scans = columns.flatMap((name, column) =>
      recognised.shapes[column] === null ? [] : [{ column, scan: new IdentifierScan(name) }],
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

  /**
   * Judges one row. Every cell is searched for identifiers, whether its column is used or not, and whether the row lies in the
   * partnership's area or not.
   */
  take(row: CsvRow): void {
    refuseFormulas(row, this.recognised.columns);
    const month = this.months.read(row);
    const code = this.areaCodes.read(row);
    const name = this.areaNames.read(row);
    const category = this.categories.read(row);
    const harm = this.identifierIn(row) ?? [month, code, name, category].find(isIdentifier)?.fault;
    if (harm) return this.refusals.add(harm, row.number);
    if (code.fault) return this.refusals.add(code.fault, row.number);
    if (name.fault) return this.refusals.add(name.fault, row.number);
    const area = this.areas.get(code.value) ?? this.register(code.value, name.value);
    if (area.name !== name.value.lsoa) return this.refusals.add(this.contradiction, row.number);
    if (area.place < 0) {
      this.rowsOutsideArea += 1;
      return;
    }
    if (month.fault) return this.refusals.add(month.fault, row.number);
    if (category.fault) return this.refusals.add(category.fault, row.number);
    this.count(month.value, area.place, category.value);
  }

  private identifierIn(row: CsvRow): RowFault | undefined {
    const { shapes, columns } = this.recognised;
    for (const { column, scan } of this.scans) {
      if (hasShape(shapes[column]!, row, column)) continue;
      const kind = scan.find(row, column);
      if (kind) return identifierFault(kind, columns[column]!);
    }
    return undefined;
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

  private count(month: string, place: number, crosswalk: Crosswalk): void {
    const time =
      this.time.find(month) ?? this.time.add([month, quarterOf(month)].map((code) => ({ code, name: code })));
    let category = this.categoryNumbers.get(crosswalk.to);
    if (category === undefined) this.categoryNumbers.set(crosswalk.to, (category = this.categoryNumbers.size));
    this.cells.add(time, place, category);
    this.crosswalkRows.set(crosswalk, (this.crosswalkRows.get(crosswalk) ?? 0) + 1);
  }
}

const isIdentifier = (judged: Judged<unknown>): boolean => judged.fault?.code === 'depersonalisation/direct-identifier';
