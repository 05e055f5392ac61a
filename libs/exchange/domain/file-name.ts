const PLAIN = /^[\w][\w .()-]{0,98}$/;
const LONG_NUMBER = /\d{9}/;
const OTHERWISE = 'upload.csv';

/** The name under which a file is remembered: its own, unless that could tell of a person (an address, a long number) or is not plain. */
export function keptFileName(name: string): string {
  const last = name.split(/[\\/]/).pop() ?? '';
  return PLAIN.test(last) && !LONG_NUMBER.test(last.replaceAll(/[ ().-]/g, '')) ? last : OTHERWISE;
}
