import { RefusedError, type FaultPlace } from '@broker/kernel';

const SAVE_AS = 'Save it again as "CSV UTF-8 (comma delimited)" and upload that file.';

/** Every way in which bytes fail to be a file of rows, with how to mend it. The duty is to disclose in electronic form (ISA-11). */
const FAULTS = {
  'empty-file': [
    'The file is empty.',
    'Choose the file with the data. If nothing happened in the period, declare a nil return.',
  ],
  'no-rows': ['The file has a header but no rows.', 'If nothing happened in the period, declare a nil return.'],
  'zip-archive': ['The file is a ZIP archive or an Excel workbook, whatever its name says.', SAVE_AS],
  'excel-workbook': ['The file is an old Excel workbook, whatever its name says.', SAVE_AS],
  'utf-16-file': ['The file is written in UTF-16.', SAVE_AS],
  'nul-character': ['The file holds a NUL character, as binary files and UTF-16 files do.', SAVE_AS],
  'not-utf-8': ['A cell is not written in UTF-8; it may be in a Windows code page.', SAVE_AS],
  'ragged-row': [
    'A row has more or fewer cells than the header.',
    'Check the row for a missing or spare comma; a cell that holds a comma must stand in double quotes.',
  ],
  'too-many-columns': [
    'A row has more than the 1,000 columns a file may have.',
    'Keep only the columns of the dataset.',
  ],
  'cell-too-long': [
    'A cell is longer than 64 KiB.',
    'Look for a double quote that is opened and never closed; otherwise shorten the cell.',
  ],
  'row-too-long': ['A row is longer than 1 MiB.', 'Keep only the columns of the dataset.'],
  'unclosed-quote': [
    'The file ends inside a double quote.',
    'Close the quote, or send the file again if it was cut off on the way.',
  ],
  'text-after-quote': ['Text follows a closing double quote.', 'Write a double quote inside a quoted cell twice.'],
  'stray-quote': [
    'A double quote stands inside a cell that is not quoted.',
    'Put the whole cell in double quotes and write the quote inside it twice.',
  ],
  'lone-carriage-return': [
    'A carriage return stands without a line feed, as in files of very old systems.',
    'Save the file with line ends LF or CRLF.',
  ],
} as const;

/** Code of a fault of the file as such, without its room. */
export type CsvFault = keyof typeof FAULTS;

/** The refusal of a whole file for a fault, as an error to throw. */
export function csvFault(fault: CsvFault, where?: FaultPlace): RefusedError {
  const [message, mend] = FAULTS[fault];
  return new RefusedError({ code: `exchange/${fault}`, clause: 'ISA-11', message, mend, ...(where && { where }) });
}
