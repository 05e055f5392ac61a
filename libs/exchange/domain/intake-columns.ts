import { datasetById, type Crosswalk, type DatasetDefinition, type FeedMapping } from '@broker/catalogue';
import { ByteDictionary, cellText, findIdentifier, type CsvRow } from '@broker/depersonalisation';
import { isLocalMonth, RefusedError, type LocalDate } from '@broker/kernel';
import { normalise } from './intake-header.js';
import { identifierFault, valueFault, type RowFault } from './intake-refusals.js';

/** What a value means, or why its row is refused. Judged once per distinct value. */
export type Judged<T> = { fault: RowFault } | { fault: null; value: T };

const LONGEST_VALUE_BYTES = 100;
const MOST_VALUES = 100_000;

/** A column whose few distinct values are judged once each. */
export class JudgedColumn<T> {
  private readonly dictionary = new ByteDictionary();
  private readonly judgements: Judged<T>[] = [];
  private readonly tooLong: Judged<T>;

  constructor(
    private readonly position: number,
    private readonly name: string,
    private readonly judge: (text: string, column: string) => Judged<T>,
  ) {
    const mend = 'Write the value in the way the dataset asks for.';
    this.tooLong = { fault: valueFault('value-too-long', 'ISA-11', name, 'The value is too long.', mend) };
  }

  /** Judges this column's cell of a row. Throws a RefusedError `exchange/too-many-values` when the column has no end of values. */
  read(row: CsvRow): Judged<T> {
    const start = row.starts[this.position]!;
    const end = row.ends[this.position]!;
    if (end - start > LONGEST_VALUE_BYTES) return this.tooLong;
    const code = this.dictionary.codeOf(row.bytes, start, end, MOST_VALUES);
    return this.judgements[code] ?? this.judgeNew(code, cellText(row, this.position), row.number);
  }

  private judgeNew(code: number, text: string, row: number): Judged<T> {
    if (code < 0) {
      throw new RefusedError({
        code: 'exchange/too-many-values',
        clause: 'ISA-11',
        message: `The column holds more than ${MOST_VALUES.toLocaleString('en-GB')} different values.`,
        mend: 'Check that the header stands over the right columns.',
        where: { row, column: this.name },
      });
    }
    return (this.judgements[code] = this.judge(text.trim(), this.name));
  }
}

/** A month of the file, and its number in the hierarchy once a row with it was taken (-1 before). */
export interface Month {
  month: string;
  time: number;
}

/** The first information period began on 1 July 2007 (SI 2007/1831 reg 1(2)). */
const FIRST_MONTH = '2007-07';
/** Stands in for an unknown day of receipt: also bounds how many months there can be. */
const END_OF_TIME = '2199-12-31';

/** Reads a month written `YYYY-MM`, from July 2007 to the day of receipt. */
export const monthJudge =
  (dataset: DatasetDefinition, receivedOn: LocalDate = END_OF_TIME) =>
  (text: string, column: string): Judged<Month> => {
    const isMonth = isLocalMonth(text);
    const kind = isMonth ? null : findIdentifier(text, column);
    if (kind && kind !== 'date-of-birth') return { fault: identifierFault(kind, column) };
    const fault = (code: string, message: string, mend: string) => ({
      fault: valueFault(code, dataset.paragraph, column, message, mend),
    });
    if (text === '') return fault('no-period', 'The month is missing.', 'Give the month as YYYY-MM.');
    if (!isMonth) {
      return fault(
        'period-format',
        'The month is not written YYYY-MM.',
        'Give the month as YYYY-MM, for example 2019-01.',
      );
    }
    if (text < FIRST_MONTH) {
      return fault('period-too-early', 'The month lies before July 2007, when the duty began.', 'Leave the row out.');
    }
    if (text > receivedOn.slice(0, 7)) {
      return fault('period-in-future', 'The month lies after the day of upload.', 'Correct the month.');
    }
    return { fault: null, value: { month: text, time: -1 } };
  };

const AREA_CODE = /^[EW]01\d{6}$/;

/** The first name seen for an area code, and the area's number in the hierarchy, -1 outside the partnership. */
export interface KnownArea {
  name: string;
  place: number;
}

/** An area code of the file, and what is known of it once a row with it was judged. */
export interface AreaCode {
  code: string;
  known: KnownArea | null;
}

/** Reads the code of a lower layer super output area; blank is left to the caller. */
export const areaCodeJudge =
  (dataset: DatasetDefinition) =>
  (text: string, column: string): Judged<AreaCode> => {
    if (AREA_CODE.test(text)) return { fault: null, value: { code: text, known: null } };
    const kind = findIdentifier(text, column);
    if (kind) return { fault: identifierFault(kind, column) };
    if (text === '') {
      const mend = 'Give the area of the row; leave the row out if its place is not known.';
      return { fault: valueFault('no-location', dataset.paragraph, column, 'The row has no location.', mend) };
    }
    const message = 'The area code is not that of a lower layer super output area of England or Wales.';
    const mend = 'Give a code such as E01017154.';
    return { fault: valueFault('area-code-format', dataset.paragraph, column, message, mend) };
  };

const AREA_NAME = /^((.+) \d{3})[A-Z]$/;

/** The areas that a small area lies in, as its name tells. */
export interface AreaNames {
  lsoa: string;
  msoa: string;
  district: string;
}

/** Reads a name such as "Southampton 018C": small area C of neighbourhood 018 in the district Southampton. */
export const areaNameJudge =
  (dataset: DatasetDefinition) =>
  (text: string, column: string): Judged<AreaNames> => {
    const found = AREA_NAME.exec(text);
    // The end of a name is no identifier; without its figures the search is much shorter.
    const kind = findIdentifier(found && !/\d/.test(found[2]!) ? found[2]! : text, column);
    if (kind) return { fault: identifierFault(kind, column) };
    if (found) return { fault: null, value: { lsoa: text, msoa: found[1]!, district: found[2]! } };
    const message = 'The area name is not that of a lower layer super output area, so its larger areas cannot be told.';
    const mend = 'Give the published name, for example Southampton 018C.';
    return { fault: valueFault('area-name-format', dataset.paragraph, column, message, mend) };
  };

/** A class of the file as the dataset tells it, its number (-1 before a row with it was taken), and the rows taken with it. */
export interface Category {
  crosswalk: Crosswalk;
  number: number;
  rows: number;
}

/** Reads a class of the file as a category of the dataset. */
export function categoryJudge(dataset: DatasetDefinition, mapping: FeedMapping) {
  const crosswalks = new Map(mapping.crosswalks.map((crosswalk) => [normalise(crosswalk.from), crosswalk]));
  return (text: string, column: string): Judged<Category> => {
    const kind = findIdentifier(text, column);
    if (kind) return { fault: identifierFault(kind, column) };
    const crosswalk = crosswalks.get(normalise(text));
    if (crosswalk?.datasetId === dataset.id) return { fault: null, value: { crosswalk, number: -1, rows: 0 } };
    if (crosswalk) return { fault: otherDataset(crosswalk.datasetId, dataset, column) };
    const [code, message] =
      text === ''
        ? ['no-category', 'The category is missing.']
        : ['unknown-category', `The category is not one that a ${mapping.title} has.`];
    const mend = 'Give one of the categories listed with the dataset.';
    return { fault: valueFault(code, dataset.paragraph, column, message, mend) };
  };
}

function otherDataset(id: string, dataset: DatasetDefinition, column: string): RowFault {
  const other = datasetById(id);
  const paragraph = other?.paragraph ?? dataset.paragraph;
  const message = `The row belongs to ${other?.title.toLowerCase() ?? 'another dataset'} under paragraph ${paragraph.slice(3)}, not to ${dataset.title.toLowerCase()}.`;
  return valueFault('other-dataset', paragraph, column, message, `Upload it to ${id}.`);
}
