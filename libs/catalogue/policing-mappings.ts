import type { Crosswalk, DroppedColumn, FeedMapping } from './definition.js';
import { CRIME_CLASSES, INCIDENT_CATEGORIES } from './policing-codes.js';

const crime = (from: string, to: string, lossy?: string): Crosswalk => ({ from, datasetId: 'POL-2', to, lossy });
const incident = (from: string, to: string, lossy?: string): Crosswalk => ({ from, datasetId: 'POL-1', to, lossy });

const THEFT = 'Several kinds of theft become one class; which kind it was is not told.';
const OTHER = 'Several public classes become "other offences"; which one it was is not told.';

const POLICE_UK_CLASSES: readonly Crosswalk[] = [
  incident(
    'Anti-social behaviour',
    'anti_social_behaviour',
    'The public file does not tell personal, nuisance and environmental anti-social behaviour apart.',
  ),
  crime('Burglary', 'burglary'),
  crime('Criminal damage and arson', 'criminal_damage'),
  crime('Drugs', 'drug_offences'),
  crime('Robbery', 'robbery'),
  crime('Bicycle theft', 'theft_and_handling', THEFT),
  crime('Other theft', 'theft_and_handling', THEFT),
  crime('Shoplifting', 'theft_and_handling', THEFT),
  crime('Theft from the person', 'theft_and_handling', THEFT),
  crime('Vehicle crime', 'theft_and_handling', THEFT),
  crime(
    'Violence and sexual offences',
    'violence_and_sexual_offences',
    'The public file joins violence against the person and sexual offences; they cannot be told apart again.',
  ),
  crime('Other crime', 'other_offences', `${OTHER} Forgery is among them; fraud is not in the public file at all.`),
  crime('Possession of weapons', 'other_offences', OTHER),
  crime('Public order', 'other_offences', `${OTHER} Some public order offences are violence against the person.`),
];

const POLICE_UK_DROPPED: readonly DroppedColumn[] = [
  {
    headers: ['Crime ID'],
    why: 'It is a key to one crime in the public record, so it would single that crime out.',
    clause: 'ISA-9',
    shape: 'opaque-key',
  },
  {
    headers: ['Reported by', 'Falls within'],
    why: 'The agency that uploads the file is recorded with the upload.',
    clause: 'ISA-23',
    shape: 'text',
  },
  {
    headers: ['Longitude', 'Latitude'],
    why: 'A point on the map is finer than the area the agreement needs.',
    clause: 'ISA-9',
    shape: 'decimal',
  },
  {
    headers: ['Location'],
    why: 'A street is finer than the area the agreement needs.',
    clause: 'ISA-9',
    shape: 'text',
  },
  {
    headers: ['Last outcome category', 'Last outcome'],
    why: 'What became of a suspect is not prescribed, and would help to single out a case.',
    clause: 'ISA-23',
    shape: 'text',
  },
  {
    headers: ['Context'],
    why: 'Free text is not prescribed, and may hold details of people.',
    clause: 'ISA-9',
    shape: 'text',
  },
];

/** The street-level crime file that police forces publish every month. */
export const POLICE_UK_STREET: FeedMapping = {
  id: 'police-uk-street',
  title: 'Police.uk street-level crime file',
  datasetIds: ['POL-1', 'POL-2'],
  required: [
    { role: 'period', header: 'Month' },
    { role: 'areaCode', header: 'LSOA code' },
    { role: 'areaName', header: 'LSOA name' },
    { role: 'category', header: 'Crime type' },
  ],
  dropped: POLICE_UK_DROPPED,
  crosswalks: POLICE_UK_CLASSES,
};

/** The dataset's own layout: its field names and its codes. */
export const POLICE_STANDARD: FeedMapping = {
  id: 'standard',
  title: 'standard file of the dataset',
  datasetIds: ['POL-1', 'POL-2'],
  required: [
    { role: 'period', header: 'occurred_month' },
    { role: 'areaCode', header: 'lsoa_code' },
    { role: 'areaName', header: 'lsoa_name' },
    { role: 'category', header: 'category' },
  ],
  dropped: [],
  crosswalks: [
    ...CRIME_CLASSES.codes.map(({ code }) => crime(code, code)),
    ...INCIDENT_CATEGORIES.codes.map(({ code }) => incident(code, code)),
  ],
};
