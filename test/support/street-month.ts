/** One group of alike rows of an invented street-level month. */
export interface StreetRows {
  month?: string;
  /** Letter and number of the census area within the district: `1A`. */
  area?: string;
  district?: string;
  type?: string;
  rows: number;
}

const HEADER = 'Crime ID,Month,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type';

/** Marks of what may never be kept; searched for as strings. */
export const CANARIES = { crimeId: 'c0ffee', street: 'Canary Wharf Lane', longitude: '-1.404999' };

let serial = 0;

/** An invented street-level month in the layout of Police.uk, with a canary in every column that must be left out. */
export function streetMonth(groups: StreetRows[]): string {
  const lines = groups.flatMap(
    ({ month = '2019-03', area = '1A', district = 'Southampton', type = 'Burglary', rows }) => {
      const number = Number.parseInt(area, 10);
      const letter = area.at(-1) ?? 'A';
      const code = `E01${String(17_000 + number * 10 + letter.charCodeAt(0) - 64).padStart(6, '0')}`;
      const name = `${district} ${String(number).padStart(3, '0')}${letter}`;
      return Array.from({ length: rows }, () => {
        const id = `${CANARIES.crimeId}${String((serial += 1)).padStart(58, '0')}`;
        return `${id},${month},${CANARIES.longitude},50.9,On or near ${CANARIES.street},${code},${name},${type}`;
      });
    },
  );
  return `${[HEADER, ...lines].join('\n')}\n`;
}
