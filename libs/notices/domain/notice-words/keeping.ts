import { dayFact, fact, type NoticeFacts, type NoticeSubject, type NoticeWording } from './notice-words.js';

const wording = (
  title: (facts: NoticeFacts) => string,
  text: (facts: NoticeFacts) => string,
  path: (subject: NoticeSubject) => string,
): NoticeWording => ({ words: (facts) => ({ title: title(facts), text: text(facts) }), path });

const at =
  (folder: string) =>
  ({ id }: NoticeSubject): string =>
    `/${folder}/${encodeURIComponent(id)}`;

const when = (facts: NoticeFacts): string =>
  fact(facts, 'late') === '1' ? `was due on ${dayFact(facts, 'dueOn')}` : `is due by ${dayFact(facts, 'dueOn')}`;

/** Notices about information after it was disclosed (ISA-15, 17e, 23, 26). */
export const KEEPING_NOTICES = {
  'retention-ends': wording(
    (facts) => `Something your agency keeps is disposed of after ${dayFact(facts, 'dueOn')}`,
    () => 'Nothing needs to be done. If proceedings or an inquiry need it, place a hold before then.',
    at('retention'),
  ),
  'foi-due': wording(
    (facts) => `The answer to a freedom of information request ${when(facts)}`,
    () => 'Record the answer with the exemptions that were considered.',
    at('foi'),
  ),
  'subject-access-due': wording(
    (facts) => `The answer to a subject access request ${when(facts)}`,
    () => 'Record the answer, or extend the time within the first month.',
    at('subject-access'),
  ),
  'consultation-asked': wording(
    (facts) => `A partner asks for your agency’s view by ${dayFact(facts, 'dueOn')}`,
    (facts) =>
      `${fact(facts, 'agency')} has to answer a person who asks for their own information, some of which your agency disclosed.`,
    at('subject-access/consultations'),
  ),
  'consultation-due': wording(
    (facts) => `Your agency’s view on a subject access request ${when(facts)}`,
    () => 'Without it the partner may answer the person on its own.',
    at('subject-access/consultations'),
  ),
  'consultation-answered': wording(
    () => 'A partner has given its view on a subject access request',
    (facts) => `It is the view of ${fact(facts, 'agency')}, on the page of the request.`,
    at('subject-access'),
  ),
  'onward-asked': wording(
    (facts) => `A partner asks to pass on what your agency disclosed: decide by ${dayFact(facts, 'dueOn')}`,
    (facts) => `${fact(facts, 'agency')} asks. Unless your agency agrees, it is refused.`,
    at('onward'),
  ),
  'onward-due': wording(
    (facts) => `A decision on passing information on ${when(facts)}`,
    () => 'Without a decision it counts as refused.',
    at('onward'),
  ),
  'onward-decided': wording(
    () => 'It is decided whether information may be passed on',
    (facts) => `${fact(facts, 'agency')} has ${fact(facts, 'decision')}.`,
    at('onward'),
  ),
  'onward-passed': wording(
    () => 'What your agency disclosed has been passed on',
    (facts) => `${fact(facts, 'agency')} has passed it on. Your agency had agreed to it.`,
    at('onward'),
  ),
} satisfies Record<string, NoticeWording>;
