/** The month of the generated release: early enough not to meet a real one that somebody tries. */
export const GENERATED_MONTH = '2018-09';

const CRIME_TYPES = [
  'Burglary',
  'Criminal damage and arson',
  'Drugs',
  'Other theft',
  'Public order',
  'Robbery',
  'Shoplifting',
  'Vehicle crime',
  'Violence and sexual offences',
  'Violence and sexual offences',
  'Violence and sexual offences',
];

/** Repeatable numbers from 0 (inclusive) to 1, so that every demonstration is the same. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * An invented street-level month in the layout of Police.uk, as CSV.
 * @param district whose areas the rows lie in; @param firstCode number of its first census area; @param rows how many.
 */
export function generatedMonth(district: string, firstCode: number, rows: number): string {
  const next = numbers(firstCode);
  const lines = ['Crime ID,Month,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category'];
  for (let row = 0; row < rows; row += 1) {
    const area = Math.floor(next() ** 2 * 60);
    const code = `E01${String(firstCode + area).padStart(6, '0')}`;
    const name = `${district} ${String(Math.floor(area / 5) + 1).padStart(3, '0')}${'ABCDE'[area % 5]}`;
    const type = CRIME_TYPES[Math.floor(next() * CRIME_TYPES.length)];
    lines.push(`,${GENERATED_MONTH},,,,${code},${name},${type},`);
  }
  return `${lines.join('\n')}\n`;
}
