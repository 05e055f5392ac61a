import type { DepersonalisationPolicy, LadderStep } from '@broker/depersonalisation';
import type { DatasetDefinition, FieldDefinition } from './definition.js';
import { CRIME_CLASSES, INCIDENT_CATEGORIES } from './policing-codes.js';

/** Place is given up before time only as far as one step: a month is what a trend is drawn from. */
const LADDER: readonly LadderStep[] = [
  { time: 'month', place: 'lsoa' },
  { time: 'month', place: 'msoa' },
  { time: 'quarter', place: 'msoa' },
  { time: 'month', place: 'district' },
  { time: 'quarter', place: 'district' },
];

const policyFor = (sensitiveCategories: readonly string[]): DepersonalisationPolicy => ({
  clause: 'ISA-9',
  k: 5,
  kSensitive: 10,
  sensitiveCategories,
  suppressionLimitShare: 0.1, // docs/decisions/2026-11-20-suppression-limit.md
  ladder: LADDER,
});

const fieldsWith = (codeListId: string): readonly FieldDefinition[] => [
  {
    name: 'occurred_month',
    title: 'Month',
    description: 'Month in which it happened, YYYY-MM.',
    role: 'period',
    type: 'month',
  },
  {
    name: 'lsoa_code',
    title: 'Area code',
    description: 'Lower layer super output area, for example E01017154.',
    role: 'areaCode',
    type: 'lsoa-code',
  },
  {
    name: 'lsoa_name',
    title: 'Area name',
    description: 'Its name, from which the larger areas are read, for example Southampton 018C.',
    role: 'areaName',
    type: 'lsoa-name',
  },
  {
    name: 'category',
    title: 'Category',
    description: 'A code of the list.',
    role: 'category',
    type: 'code',
    codeListId,
  },
];

/** Incidents recorded by the police that are not crimes. */
export const POL_1: DatasetDefinition = {
  id: 'POL-1',
  paragraph: 'SI-1',
  title: 'Police incidents',
  description:
    'Anti-social behaviour, transport, and public safety and welfare incidents: category, month and area of each.',
  version: '1',
  holderKinds: ['police'],
  fields: fieldsWith(INCIDENT_CATEGORIES.id),
  codeLists: [INCIDENT_CATEGORIES],
  policy: policyFor([]),
};

/** Crimes recorded by the police. */
export const POL_2: DatasetDefinition = {
  id: 'POL-2',
  paragraph: 'SI-2',
  title: 'Recorded crime',
  description: 'Notifiable crimes: class, month and area of each.',
  version: '1',
  holderKinds: ['police'],
  fields: fieldsWith(CRIME_CLASSES.id),
  codeLists: [CRIME_CLASSES],
  policy: policyFor(['sexual_offences', 'violence_and_sexual_offences']),
};
