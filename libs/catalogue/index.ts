import type { DatasetDefinition, FeedMapping } from './definition.js';
import { POL_1, POL_2 } from './policing-datasets.js';
import { POLICE_STANDARD, POLICE_UK_STREET } from './policing-mappings.js';

export type * from './definition.js';
export * from './policing-codes.js';
export { POL_1, POL_2 } from './policing-datasets.js';
export { POLICE_STANDARD, POLICE_UK_STREET } from './policing-mappings.js';

/** Every dataset the broker knows, in the order of the Schedule. */
export const DATASETS: readonly DatasetDefinition[] = [POL_1, POL_2];

/** Every layout of files the broker knows, the most particular first. */
export const FEED_MAPPINGS: readonly FeedMapping[] = [POLICE_UK_STREET, POLICE_STANDARD];

/** The dataset with this id, for example `POL-2`, if there is one. */
export const datasetById = (id: string): DatasetDefinition | undefined => DATASETS.find((dataset) => dataset.id === id);

/** The layouts that can be uploaded to this dataset. */
export const mappingsFor = (datasetId: string): readonly FeedMapping[] =>
  FEED_MAPPINGS.filter((mapping) => mapping.datasetIds.includes(datasetId));
