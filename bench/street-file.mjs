// A generated street-level month in the layout of Police.uk, with every column filled.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createHash } from 'node:crypto';

const TYPES = [
  'Burglary',
  'Criminal damage and arson',
  'Drugs',
  'Other theft',
  'Public order',
  'Robbery',
  'Shoplifting',
  'Vehicle crime',
  'Violence and sexual offences',
  'Bicycle theft',
  'Other crime',
  'Possession of weapons',
];
const STREETS = ['Park Road', 'High Street', 'Station Approach', 'Church Lane', 'Victoria Avenue', 'Supermarket'];

/** Writes `rows` rows to `file`. Repeatable: the same `seed` gives the same file. */
export async function writeStreetFile(file, rows, seed) {
  const out = createWriteStream(file);
  let state = seed;
  const next = (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  out.write(
    'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context\n',
  );
  let block = '';
  for (let row = 0; row < rows; row += 1) {
    const area = next(150);
    const id = createHash('sha256').update(`${seed} ${row}`).digest('hex');
    const name = `Southampton ${String(Math.floor(area / 5) + 1).padStart(3, '0')}${'ABCDE'[area % 5]}`;
    block +=
      `${id},2019-03,Hampshire Constabulary,Hampshire Constabulary,-1.${400_000 + next(99_999)},50.${900_000 + next(99_999)},` +
      `On or near ${STREETS[next(STREETS.length)]},E01${String(17_136 + area).padStart(6, '0')},${name},` +
      `${TYPES[next(TYPES.length)]},Under investigation,\n`;
    if (block.length > 1_000_000) {
      if (!out.write(block)) await once(out, 'drain');
      block = '';
    }
  }
  out.end(block);
  await once(out, 'finish');
}
