import type { CodeList } from './definition.js';

/** The crime classes of paragraph 2, and one that joins two of them because public files do not tell them apart. */
export const CRIME_CLASSES: CodeList = {
  id: 'crime-class',
  title: 'Crime class',
  version: '1',
  clause: 'SI-2',
  codes: [
    { code: 'burglary', title: 'Burglary', description: 'Entering a building unlawfully to steal, damage or harm.' },
    { code: 'criminal_damage', title: 'Criminal damage', description: 'Damage to property, arson included.' },
    { code: 'drug_offences', title: 'Drug offences', description: 'Possessing, supplying or making controlled drugs.' },
    { code: 'fraud_and_forgery', title: 'Fraud and forgery', description: 'Gain by deceit or by false documents.' },
    { code: 'robbery', title: 'Robbery', description: 'Theft with force or the threat of it.' },
    { code: 'sexual_offences', title: 'Sexual offences', description: 'Any sexual offence. Sensitive.' },
    {
      code: 'theft_and_handling',
      title: 'Theft and handling',
      description: 'Theft of any kind, vehicle crime, and dealing in stolen goods.',
    },
    {
      code: 'violence_against_the_person',
      title: 'Violence against the person',
      description: 'Violence and harassment, with or without injury.',
    },
    {
      code: 'other_offences',
      title: 'Other offences',
      description: 'Notifiable crime that belongs to no other class.',
    },
    {
      code: 'violence_and_sexual_offences',
      title: 'Violence and sexual offences',
      description: 'Violence against the person and sexual offences together, where the source joins them. Sensitive.',
    },
  ],
};

/** The incident categories of paragraph 1, with the three kinds of anti-social behaviour told apart since 2011. */
export const INCIDENT_CATEGORIES: CodeList = {
  id: 'incident-category',
  title: 'Incident category',
  version: '1',
  clause: 'SI-1',
  codes: [
    {
      code: 'anti_social_behaviour',
      title: 'Anti-social behaviour',
      description: 'Anti-social behaviour of any kind, where the source does not say which.',
    },
    { code: 'asb_personal', title: 'Personal', description: 'Behaviour aimed at a person or a group.' },
    { code: 'asb_nuisance', title: 'Nuisance', description: 'Behaviour that troubles the community at large.' },
    {
      code: 'asb_environmental',
      title: 'Environmental',
      description: 'Behaviour that harms public places or buildings.',
    },
    { code: 'transport', title: 'Transport', description: 'Collisions, road offences and obstructions.' },
    {
      code: 'public_safety_and_welfare',
      title: 'Public safety and welfare',
      description: 'Concern for safety, missing persons, suspicious circumstances and the like.',
    },
  ],
};
