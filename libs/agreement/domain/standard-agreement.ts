import type { AgreementClause, Purpose, RetentionPeriod } from './agreement-text.js';

/** What a partnership's first draft starts from, in our own words, paragraph by paragraph. */
export const STANDARD_CLAUSES: AgreementClause[] = [
  {
    clause: 'ISA-1',
    heading: 'Introduction',
    text: 'The responsible, co-operating and participating bodies of the partnership share depersonalised information, and where this agreement allows it confidential information, under the Crime and Disorder Act 1998.',
  },
  {
    clause: 'ISA-2',
    text: 'This is an agreement between its signatories. It says for which purposes they share, who may share, on which legal basis, and by which procedure.',
  },
  {
    clause: 'ISA-3',
    heading: 'Purpose',
    text: 'Information is shared to reach the aims of the Crime and Disorder Act 1998, as strengthened by the Police and Justice Act 2006.',
  },
  {
    clause: 'ISA-4',
    text: 'The agreement is the frame in which practitioners of the area share properly, to prevent and reduce crime and disorder.',
  },
  { clause: 'ISA-5', text: 'Information may be shared for the purposes listed below and for no other.' },
  {
    clause: 'ISA-6',
    text: 'The agreement covers information held on computers, written exchange by post or secure e-mail, and formal meetings of which minutes are kept.',
  },
  {
    clause: 'ISA-7',
    text: 'It does not stand in the way of the daily contact of officers, face to face or by telephone.',
  },
  {
    clause: 'ISA-8',
    text: 'The partners share in mutual trust: a partnership is as good as its exchange of information.',
  },
  {
    clause: 'ISA-9',
    text: 'Information is depersonalised when it is given in a form from which it is no longer possible to identify the individual.',
  },
  {
    clause: 'ISA-10',
    text: 'Whoever signs adopts the agreement for the whole of their organisation. No data flows to or from an organisation that has not signed.',
  },
  {
    clause: 'ISA-11',
    heading: 'Legislation',
    text: 'The Crime and Disorder (Prescribed Information) Regulations 2007 (SI 2007/1831) oblige an authority to share certain sets of depersonalised information electronically, where it holds them.',
  },
  {
    clause: 'ISA-12',
    text: 'Section 115 of the Crime and Disorder Act 1998 gives the power to disclose information to relevant authorities where that is necessary or expedient for the purposes of the Act.',
  },
  {
    clause: 'ISA-13',
    text: 'Section 17A of the Act, in force since 1 August 2007, makes sharing the prescribed depersonalised information a duty.',
  },
  {
    clause: 'ISA-14',
    text: 'Law that protects children and young people applies to everything that is shared about them.',
  },
  {
    clause: 'ISA-15',
    text: 'Requests under the Freedom of Information Act 2000 are answered by the authority that receives them, which considers the exemptions for investigations, personal data and confidence.',
  },
  {
    clause: 'ISA-16',
    text: 'The Human Rights Act 1998 binds every public authority: what is disclosed must be proportionate and strike a fair balance.',
  },
  {
    clause: 'ISA-17',
    text: 'Data protection law limits disclosure to what the purpose needs. The details of victims, witnesses and complainants are disclosed only with their consent or where an overriding public interest demands it.',
  },
  { clause: 'ISA-18', text: 'Information is used only for the purpose for which it was asked and given.' },
  {
    clause: 'ISA-19',
    heading: 'Information to be shared',
    text: 'Each partner shares the datasets that the Schedule to SI 2007/1831 names for it, with time, date and location where possible and no more precisely than ISA-9 allows.',
  },
  {
    clause: 'ISA-20',
    heading: 'Procedures',
    text: 'Each signatory nominates at least one designated officer; each responsible authority must have one.',
  },
  {
    clause: 'ISA-21',
    text: 'The designated officer co-ordinates the signatory’s part, keeps its data protection registration adequate, and keeps the folder of requests.',
  },
  {
    clause: 'ISA-22',
    text: 'Security and this agreement are audited and reviewed regularly, and those who handle requests are trained.',
  },
  {
    clause: 'ISA-23',
    text: 'Designated officers keep to the data protection principles: lawful, for a stated purpose, no more than needed, accurate, no longer than needed, and secure.',
  },
  {
    clause: 'ISA-24',
    heading: 'Records of disclosure',
    text: 'Whenever a designated officer asks for or receives personal information, a record is made of the date, the subject, the officer who asks, a summary, the grounds, and the officer who decides.',
  },
  {
    clause: 'ISA-25',
    heading: 'Meetings',
    text: 'Members of meetings at which personal information may be seen sign a confidentiality agreement first.',
  },
  {
    clause: 'ISA-26',
    heading: 'Security',
    text: 'Each signatory keeps information secure, gives access to those who need to know, records disclosures with their reasons, passes nothing on without the owner’s agreement, and disposes of it securely.',
  },
  {
    clause: 'ISA-27',
    heading: 'Confidentiality',
    text: 'Where nobody needs to be identified, information is depersonalised before it is shared.',
  },
  {
    clause: 'ISA-28',
    text: 'The duty of confidence yields only to an overriding public interest. Depersonalised information is to be considered first, for the purposes that this paragraph adds to the list below.',
  },
  {
    clause: 'ISA-29',
    text: 'Interference with private life must accord with the law and be necessary for an interest that Article 8 of the European Convention on Human Rights lists.',
  },
  {
    clause: 'ISA-30',
    heading: 'Responsibilities of signatories',
    text: 'Signatories keep expectations realistic and standards high, release nothing to third parties without the partner’s express authority, record significant decisions, train their staff, and investigate complaints of non-compliance.',
  },
  {
    clause: 'ISA-31',
    text: 'The parties accept these procedures as a secure frame for sharing information about crime reduction.',
  },
  {
    clause: 'ISA-32',
    heading: 'Breach and complaints',
    text: 'A breach is reported to the other partners within 5 working days; the partner in breach answers within 5 days of receiving the report; all partners meet within 10 days of the answer; the minuted action or sanction is circulated within 5 days.',
  },
  {
    clause: 'ISA-33',
    text: 'A complaint by a data subject is dealt with under the procedure of the organisation complained about.',
  },
];

/** The purposes that a first draft starts from. */
export const STANDARD_PURPOSES: Purpose[] = [
  { id: 'strategic-planning', clause: 'ISA-5a', text: 'To help strategic planning' },
  {
    id: 'co-ordinating-effort',
    clause: 'ISA-5b',
    text: 'To co-ordinate effort once areas of crime and disorder have been identified',
  },
  { id: 'joint-objectives', clause: 'ISA-5c', text: 'To gather and exchange information for joint objectives' },
  {
    id: 'co-ordinating-proceedings',
    clause: 'ISA-5d',
    text: 'To co-ordinate civil and criminal proceedings on the same matter',
  },
  { id: 'best-value', clause: 'ISA-5e', text: 'To judge whether the strategy gives best value' },
  { id: 'identifying-areas', clause: 'ISA-28b', text: 'To identify areas of crime and disorder' },
  {
    id: 'measuring-schemes',
    clause: 'ISA-28c',
    text: 'To measure what CCTV and other preventive schemes achieve',
  },
  { id: 'strategy-delivery', clause: 'ISA-28d', text: 'To see whether the crime reduction strategy delivers' },
];

/** How long information is kept unless the partnership decides otherwise. */
export const STANDARD_RETENTION: RetentionPeriod[] = [
  { kind: 'Depersonalised releases', amount: 7, unit: 'years' },
  { kind: 'Personal information that was disclosed', amount: 6, unit: 'years' },
  { kind: 'Requests that were refused', amount: 2, unit: 'years' },
  { kind: 'Uploaded files that failed their check', amount: 30, unit: 'days' },
];
