import { fact, type NoticeFacts, type NoticeWording } from './notice-words.js';

const path = (): string => '/witnesses';

/** `1 of the partnership’s 2 witnesses`. */
const howMany = ({ quorum, witnesses }: NoticeFacts): string =>
  `${quorum} of the partnership’s ${witnesses} ${witnesses === 1 ? 'witness' : 'witnesses'}`;

/**
 * Notices about those who witness the log (ISA-22). Facts of the quorum: `quorum` and `witnesses` (how many), `hours`; of a refusal: `witness`
 * (its name), `why` (what its refusal means).
 */
export const WITNESSES_NOTICES = {
  'witness-quorum-lapsed': {
    words: (facts) => ({
      title: 'Routine disclosures have stopped: too few witnesses cosign the log',
      text: `${howMany(facts)} must cosign the log, and for ${facts['hours'] === 1 ? 'an hour' : `${facts['hours']} hours`} too few have. Have the agencies start their witnesses again: routine disclosures go on as soon as enough have cosigned. An urgent one can be made meanwhile, and is flagged.`,
    }),
    path,
  },
  'witness-refuses': {
    words: (facts) => ({
      title: 'A witness refuses the log',
      text: `${fact(facts, 'witness')} refuses the log: ${fact(facts, 'why')}. Ask its agency and the operator at once, and keep every checkpoint, receipt and bundle that you have: nothing of the log is to be trusted until it is cleared up.`,
    }),
    path,
  },
  'witness-quorum-restored': {
    words: () => ({
      title: 'Routine disclosures can be made again',
      text: 'The partnership’s rule about the witnesses of the log is kept again. There is nothing more for you to do.',
    }),
    path,
  },
} as const satisfies Record<string, NoticeWording>;
