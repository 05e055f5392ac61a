import type { Gateway } from './agreement-text.js';

/** The legal powers that an agreement can admit; a version names those that it does (ISA-12, ISA-17). */
export const GATEWAYS: readonly Gateway[] = [
  {
    id: 'cda-17a',
    clause: 'ISA-13',
    text: 'Crime and Disorder Act 1998, section 17A: the duty to share prescribed depersonalised information',
  },
  {
    id: 'cda-115',
    clause: 'ISA-12',
    text: 'Crime and Disorder Act 1998, section 115: disclosure to a relevant authority where necessary or expedient',
  },
  {
    id: 'strategy-protocol',
    clause: 'ISA-11',
    text: 'SI 2007/1830, regulation 4: information for the strategic assessment and the partnership plan',
  },
  {
    id: 'serious-violence',
    clause: 'ISA-12',
    text: 'Police, Crime, Sentencing and Courts Act 2022, section 16: the serious violence duty',
  },
  {
    id: 'safeguarding',
    clause: 'ISA-14',
    text: 'The duties to safeguard children and adults at risk',
  },
  { id: 'consent', clause: 'ISA-17', text: 'Consent of the person whom the information is about' },
  { id: 'public-interest', clause: 'ISA-17', text: 'Overriding public interest, weighed and recorded' },
  {
    id: 'crime-exemption',
    clause: 'ISA-17',
    text: 'Data Protection Act 2018, Schedule 2, paragraph 2: crime and taxation, to the extent that it is needed',
  },
  { id: 'court-order', clause: 'ISA-16', text: 'The order of a court' },
];
