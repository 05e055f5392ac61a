import { describe, expect, it } from '@jest/globals';
import { keptFileName } from './file-name.js';

describe('keptFileName: a file name never carries personal details into the log (ISA-26)', () => {
  it.each([
    ['2019-01-hampshire-street.csv', '2019-01-hampshire-street.csv'],
    ['C:\\months\\january.csv', 'january.csv'],
    ['j.smith@example.org.csv', 'upload.csv'],
    ['NHS 943 476 5919.csv', 'upload.csv'],
    ['', 'upload.csv'],
    ['../../etc/passwd', 'passwd'],
  ])('%s is kept as %s', (name, kept) => expect(keptFileName(name)).toBe(kept));
});
