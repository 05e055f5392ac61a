import type { Clause, LocalDate } from '@broker/kernel';
import type { RequestState } from './request-workflow.js';

/** What the person is to the matter, with the words for it (ISA-17). */
export const SUBJECT_ROLES = {
  suspect: 'Suspect',
  offender: 'Offender',
  victim: 'Victim',
  witness: 'Witness',
  complainant: 'Complainant',
  other: 'Somebody else',
} as const;

/** What the person is to the matter. */
export type SubjectRole = keyof typeof SUBJECT_ROLES;

/** Roles whose details are disclosed only with consent or for an overriding public interest (ISA-17a, c). */
export const PROTECTED_ROLES: readonly SubjectRole[] = ['victim', 'witness', 'complainant'];

/** Whether ISA-17 protects the details of a person in this role. */
export const isProtected = (role: SubjectRole | null): boolean => role !== null && PROTECTED_ROLES.includes(role);

/** Every kind of information that can be asked for, with the words for it. */
export const ITEM_KINDS = {
  identity: 'Identity: name, date of birth, other names',
  address: 'Addresses',
  contact: 'Telephone, e-mail and other contact details',
  associates: 'Family, household and associates',
  'offences-convictions': 'Offences and convictions',
  allegations: 'Allegations that were not proven',
  incidents: 'Incidents and calls',
  'warning-markers': 'Warning markers and risks to staff',
  health: 'Health and other clinical information',
  education: 'Education and attendance',
  housing: 'Housing and tenancy',
  'benefits-finance': 'Benefits and finance',
  vehicle: 'Vehicles',
  images: 'Photographs and video',
  other: 'Something else',
} as const;

/** A kind of information that can be asked for. */
export type ItemKind = keyof typeof ITEM_KINDS;

/** The interests for which private life may be interfered with (Article 8(2), ISA-29). */
export const ARTICLE_8_INTERESTS = {
  'national-security': 'National security',
  'public-safety': 'Public safety',
  'economic-wellbeing': 'The economic wellbeing of the country',
  'crime-disorder': 'Preventing crime and disorder',
  'public-order': 'Protecting public order',
  'health-morals': 'Protecting health or morals',
  'rights-of-others': 'Protecting the rights and freedoms of others',
} as const;

/** An interest of Article 8(2). */
export type Article8Interest = keyof typeof ARTICLE_8_INTERESTS;

/** The six criteria of public interest (ISA-17b). */
export const PUBLIC_INTERESTS = {
  'administration-of-justice': 'The administration of justice',
  'public-safety': 'Maintaining public safety',
  'apprehending-offenders': 'Apprehending offenders',
  'preventing-crime': 'Preventing crime and disorder',
  'detecting-crime': 'Detecting crime',
  'protecting-vulnerable': 'Protecting vulnerable members of the community',
} as const;

/** A criterion of public interest. */
export type PublicInterest = keyof typeof PUBLIC_INTERESTS;

/** The tests that the crime exemption must pass, each of them (ISA-17d). */
export const EXEMPTION_TESTS = {
  necessary: 'It is necessary to prevent or detect crime, or to apprehend or prosecute an offender',
  prejudice: 'Not disclosing it would be likely to prejudice that',
  harm: 'It will prevent injury or other damage to somebody’s physical or mental health',
} as const;

/** A test of the crime exemption. */
export type ExemptionTest = keyof typeof EXEMPTION_TESTS;

/** Whether the person has agreed. */
export const CONSENTS = {
  given: 'Yes, they have agreed',
  refused: 'No, they have refused',
  'not-asked': 'They have not been asked',
  'not-possible': 'They cannot be asked',
} as const;

/** Whether the person has agreed. */
export type Consent = keyof typeof CONSENTS;

/** How fast an answer is needed. */
export const URGENCIES = { routine: 'Routine', urgent: 'Urgent' } as const;

/** How fast an answer is needed. */
export type Urgency = keyof typeof URGENCIES;

/** What was decided about one item; null while nothing is. */
export type ItemDecision = 'authorised' | 'refused';

/** One thing that is asked for, as far as it may stand outside the vault. */
export interface AskedItem {
  itemId: string;
  kind: ItemKind;
  /** From 1. */
  position: number;
  decision: ItemDecision | null;
}

/** A request as the rules see it: everything but what is kept in the vault. Nulls of a draft are questions not answered yet. */
export interface Request {
  id: string;
  partnershipId: string;
  askingAgencyId: string;
  holdingAgencyId: string | null;
  askedBy: string;
  state: RequestState;
  subjectRole: SubjectRole | null;
  purpose: string | null;
  gateway: string | null;
  article8Interest: Article8Interest | null;
  urgency: Urgency | null;
  convictionData: boolean | null;
  consent: Consent | null;
  publicInterest: PublicInterest[];
  crimeExemption: boolean | null;
  exemptionTests: ExemptionTest[];
  items: AskedItem[];
  /** The interest that the holding agency authorised for (ISA-29). */
  authorisedInterest: Article8Interest | null;
  sentAt: Date | null;
  /** The last day for the step that is waited for. */
  dueOn: LocalDate | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  isDecidedLate: boolean | null;
  secondedBy: string | null;
}

/** Who the request is about. Lives in the vault. */
export interface RequestSubject {
  fullName: string;
  dateOfBirth: LocalDate | null;
  address: string | null;
  otherNames: string[];
}

/** One thing that is asked for, in words. Lives in the vault. */
export interface ItemWords {
  id: string;
  kind: ItemKind;
  what: string;
  why: string;
}

/** A question back and its reply. Lives in the vault. */
export interface QuestionWords {
  question: string;
  askedAt: string;
  reply: string | null;
  repliedAt: string | null;
}

/** The reasons of a decision. Live in the vault. */
export interface ReasonWords {
  /** The decision in sentences. */
  summary: string;
  /** Why it is proportionate and a fair balance; empty on a refusal (ISA-16). */
  balance: string;
  /** Reason for each item, by its id. */
  items: Record<string, string>;
  /** What the second officer wrote; null where there was none. */
  second: string | null;
}

/** What people wrote on a request. Lives in the vault, never in a column, an address or the log. Empty texts are not answered yet. */
export interface RequestWords {
  subject: RequestSubject;
  /** Why depersonalised information would not do (ISA-27). */
  whyIdentified: string;
  whyAsked: string;
  items: ItemWords[];
  /** What shows that the gateway is open, where it must be told: the order of the court. */
  gatewayWords: string;
  necessity: string;
  proportionality: string;
  urgencyWords: string;
  consentWords: string;
  publicInterestWords: string;
  exemptionWords: string;
  questions: QuestionWords[];
  /** Those of the decision that stands or is proposed; the asking agency does not see them while a second officer has to agree. */
  reasons: ReasonWords | null;
  /** What the second officer wrote who sent a decision back; null once there is another decision. */
  returnNote: string | null;
}

/** Words of a request of which nothing is answered yet. */
export const NO_WORDS: Readonly<RequestWords> = {
  subject: { fullName: '', dateOfBirth: null, address: null, otherNames: [] },
  whyIdentified: '',
  whyAsked: '',
  items: [],
  gatewayWords: '',
  necessity: '',
  proportionality: '',
  urgencyWords: '',
  consentWords: '',
  publicInterestWords: '',
  exemptionWords: '',
  questions: [],
  reasons: null,
  returnNote: null,
};

/** Whether a text is a key of a closed list. */
export const isKeyOf = <L extends object>(list: L, text: unknown): text is Extract<keyof L, string> =>
  typeof text === 'string' && Object.hasOwn(list, text);

/** When a second officer must agree before information may go out. */
export const FOUR_EYES = {
  always: 'Always',
  'conviction-and-victims': 'For conviction data, and for victims, witnesses and complainants',
  never: 'Never',
} as const;

/** When a second officer must agree. */
export type FourEyes = keyof typeof FOUR_EYES;

/** What holds for an agency that has not chosen. */
export const STANDARD_FOUR_EYES: FourEyes = 'conviction-and-victims';

/** How long answers take, in working days: a standard of service of the partnership, as the agreement names no time (ISA-30). */
export interface ServiceStandard {
  routineDays: number;
  urgentDays: number;
  replyDays: number;
}

/** What holds until the partnership manager changes it. */
export const STANDARD_DAYS: ServiceStandard = { routineDays: 10, urgentDays: 1, replyDays: 5 };

/** The clause that the service standard rests on. */
export const STANDARD_CLAUSE: Clause = 'ISA-30';

/** A request as it begins: nothing is answered yet. */
export const newRequest = (place: Pick<Request, 'id' | 'partnershipId' | 'askingAgencyId' | 'askedBy'>): Request => ({
  ...place,
  holdingAgencyId: null,
  state: 'draft',
  subjectRole: null,
  purpose: null,
  gateway: null,
  article8Interest: null,
  urgency: null,
  convictionData: null,
  consent: null,
  publicInterest: [],
  crimeExemption: null,
  exemptionTests: [],
  items: [],
  authorisedInterest: null,
  sentAt: null,
  dueOn: null,
  decidedAt: null,
  decidedBy: null,
  isDecidedLate: null,
  secondedBy: null,
});
