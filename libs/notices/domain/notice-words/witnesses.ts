import type { NoticeFacts, NoticeWording } from './notice-words.js';

const path = (): string => '/witnesses';

/** `1 of the partnership’s 2 witnesses`. */
const howMany = ({ quorum, witnesses }: NoticeFacts): string =>
  `${quorum} of the partnership’s ${witnesses} ${witnesses === 1 ? 'witness' : 'witnesses'}`;

/** Notices about those who witness the log (ISA-22). Facts: `quorum` and `witnesses` (how many), `hours`. */
export const WITNESSES_NOTICES = {
  'witness-quorum-lapsed': {
    words: (facts) => ({
      title: 'Routine disclosures have stopped: too few witnesses cosign the log',
      text: `${howMany(facts)} must cosign the log, and for ${facts['hours'] === 1 ? 'an hour' : `${facts['hours']} hours`} too few have. Have the agencies start their witnesses again: routine disclosures go on as soon as enough have cosigned. An urgent one can be made meanwhile, and is flagged.`,
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
