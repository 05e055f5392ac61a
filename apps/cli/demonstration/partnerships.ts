import type { SignatoryClass } from '@broker/agreement';
import type { AgencyKind } from '@broker/identity';

/** An agency of the demonstration. */
export interface DemonstrationAgency {
  /** Stands in the addresses of its invented officers: `police.steward@demo.example`. */
  slug: string;
  name: string;
  kind: AgencyKind;
  todayName?: string;
  class: SignatoryClass;
  signed: boolean;
  /** Who has taken over from it since, the first one first; the last one's officers can sign in. */
  successors?: { name: string; passedOn: string; note: string }[];
}

/** Where the successions of the demonstration can be looked up. */
export const SUCCESSION_SOURCE = 'Public record, to be confirmed by the partnership';

/** A partnership of the demonstration. */
export interface DemonstrationPartnership {
  name: string;
  districts: string[];
  signatories: DemonstrationAgency[];
}

/** The partnership of the agreement, with its fifteen signatories of 2008 and who does their work today. */
export const SOUTHAMPTON: DemonstrationPartnership = {
  name: 'Southampton Safe City Partnership',
  districts: ['Southampton'],
  signatories: [
    { slug: 'council', name: 'Southampton City Council', kind: 'council', class: 'responsible', signed: true },
    {
      slug: 'police',
      name: 'Hampshire Constabulary',
      kind: 'police',
      todayName: 'Hampshire and Isle of Wight Constabulary',
      class: 'responsible',
      signed: true,
    },
    {
      slug: 'health',
      name: 'Southampton City Primary Care Trust',
      kind: 'health',
      successors: [
        {
          name: 'NHS Southampton City Clinical Commissioning Group',
          passedOn: '2013-04-01',
          note: 'Primary care trusts were abolished.',
        },
        {
          name: 'NHS Hampshire and Isle of Wight Integrated Care Board',
          passedOn: '2022-07-01',
          note: 'Clinical commissioning groups were abolished.',
        },
      ],
      class: 'responsible',
      signed: true,
    },
    {
      slug: 'hospital',
      name: 'Southampton University Hospitals Trust',
      kind: 'health',
      todayName: 'University Hospital Southampton NHS Foundation Trust',
      class: 'participating',
      signed: true,
    },
    {
      slug: 'probation',
      name: 'Hampshire Probation Service',
      kind: 'probation',
      todayName: 'The Probation Service',
      class: 'responsible',
      signed: true,
    },
    {
      slug: 'fire',
      name: 'Hampshire Fire and Rescue Service',
      kind: 'fire',
      todayName: 'Hampshire and Isle of Wight Fire and Rescue Service',
      class: 'responsible',
      signed: true,
    },
    {
      slug: 'youth',
      name: 'Wessex Youth Offending Team',
      kind: 'youth',
      todayName: 'Southampton youth justice service',
      class: 'co-operating',
      signed: true,
    },
    {
      slug: 'police-authority',
      name: 'Hampshire Police Authority',
      kind: 'government',
      successors: [
        {
          name: 'Hampshire Police and Crime Commissioner',
          passedOn: '2012-11-22',
          note: 'Police authorities were abolished.',
        },
      ],
      class: 'responsible',
      signed: true,
    },
    {
      slug: 'courts',
      name: 'Southampton & New Forest Magistrates Courts',
      kind: 'justice',
      todayName: 'HM Courts & Tribunals Service',
      class: 'co-operating',
      signed: true,
    },
    {
      slug: 'fire-authority',
      name: 'Hampshire Fire Authority',
      kind: 'government',
      todayName: 'Hampshire and Isle of Wight Fire and Rescue Authority',
      class: 'responsible',
      signed: true,
    },
    {
      slug: 'drug-action',
      name: 'Drug Action Team',
      kind: 'health',
      todayName: 'Southampton City Council, public health',
      class: 'co-operating',
      signed: true,
    },
    {
      slug: 'voluntary',
      name: 'Southampton Voluntary Services',
      kind: 'voluntary',
      class: 'participating',
      signed: false,
    },
    {
      slug: 'region',
      name: 'Government Office for the South East',
      kind: 'government',
      class: 'participating',
      signed: false,
    },
    {
      slug: 'landlords',
      name: 'Registered Social Landlords',
      kind: 'housing',
      todayName: 'Private registered providers of social housing',
      class: 'co-operating',
      signed: false,
    },
    { slug: 'thornhill', name: 'Thornhill Plus You', kind: 'voluntary', class: 'participating', signed: true },
  ],
};

/** A second, invented partnership: nothing of it may ever be seen from the first. */
export const NORTHMOOR: DemonstrationPartnership = {
  name: 'Northmoor Community Safety Partnership',
  districts: ['Northmoor'],
  signatories: [
    { slug: 'northmoor-police', name: 'Northmoor Constabulary', kind: 'police', class: 'responsible', signed: true },
    { slug: 'northmoor-council', name: 'Northmoor Council', kind: 'council', class: 'responsible', signed: true },
  ],
};

/** An agency whose officer can sign in, but which no agreement names. */
export const OUTSIDER = { slug: 'ferries', name: 'Example Ferry Company', kind: 'voluntary' as const };

/** A person who holds posts in both partnerships, and two in one of them. */
export const SHARED_OFFICER = {
  slug: 'shared',
  agency: 'Drug Action Team',
  otherAgency: 'Northmoor Council',
};
