import { HASH_START, nextHash, type NameGazetteer } from './name-gazetteer.js';

const APOSTROPHE = 0x27;

/** Words that some identifiers need beside them, by what they speak of. */
const WORDS = {
  account: 'sort sortcode code account acct acc c bank',
  birth: 'dob dobs d birth birthday birthdate born',
  collar:
    'pcso wpc pc wdc dc ds di dci ps sc sgt insp constable sergeant collar collarno collarnumber shoulder epaulette warrant warrantno',
  crime:
    'cad cadno cadref cadnumber crime crimeref crimeno crimenumber crimereference crimeid incident incidentref incidentno incidentnumber ' +
    'incidentreference incidentid occurrence occurrenceno occurrenceref occurrencenumber occurrenceid log logno logref lognumber logid',
  home: 'flat apartment apt maisonette bedsit house door',
  month:
    'jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december ' +
    'st nd rd th of',
  place: 'lat latitude lon long longitude easting eastings northing northings',
  property: 'uprn unique',
};

/** What the words of a text speak of, as bits. */
export const CUE = {
  account: 1,
  birth: 2,
  collar: 4,
  crime: 8,
  home: 16,
  month: 32,
  place: 64,
  property: 128,
} as const;

const slotOf = (hash: number): number => (hash ^ (hash >>> 16)) & 0xffff;

/** By hash of a word the bits of what it speaks of. Two words in one slot cost a search, and hide nothing. */
const CUES = new Uint8Array(0x1_0000);
for (const [cue, words] of Object.entries(WORDS)) {
  for (const word of words.split(' ')) {
    let hash = HASH_START;
    for (let i = 0; i < word.length; i++) hash = nextHash(hash, word.charCodeAt(i));
    CUES[slotOf(hash)]! |= CUE[cue as keyof typeof CUE];
  }
}

/** What a text is made of, counted in one pass: tells which detectors have nothing to find in it. */
export interface Features {
  /** Figures. */
  digits: number;
  /** Places where a figure follows a letter at once ("AB51"), and a letter a figure ("7LY"). */
  figuresAfterLetters: number;
  lettersAfterFigures: number;
  /** What its words speak of: bits of CUE. Never lacks one that is there. */
  cues: number;
  /** Has a word that may begin or introduce a name, or letters that are not counted here. */
  mayName: boolean;
  /** Written in capitals, or without them: capitals then say nothing. */
  isCaseless: boolean;
  /** Holds nothing but ASCII. */
  isPlain: boolean;
}

/** Counts what a text is made of. */
export function featuresOf(text: string, names: NameGazetteer): Features {
  let [digits, capitals, small, figuresAfterLetters, lettersAfterFigures, cues, codes] = [0, 0, 0, 0, 0, 0, 0];
  let hash = HASH_START;
  let before = 0;
  let mayName = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    codes |= code;
    const letter = code | 32;
    if (code > 64 && letter >= 97 && letter <= 122 && code < 123) {
      if (code > 96) small++;
      else capitals++;
      hash = nextHash(hash, letter);
      if (before === 2) lettersAfterFigures++;
      before = 1;
      continue;
    }
    if (before === 1) {
      cues |= CUES[slotOf(hash)]!;
      mayName ||= names.mayTrigger(hash) || code === APOSTROPHE;
      hash = HASH_START;
    }
    if (code >= 48 && code <= 57) {
      digits++;
      if (before === 1) figuresAfterLetters++;
      before = 2;
    } else before = 0;
  }
  if (before === 1) {
    cues |= CUES[slotOf(hash)]!;
    mayName ||= names.mayTrigger(hash);
  }
  const isPlain = codes < 128;
  const isCaseless = capitals === 0 || small === 0;
  return { digits, figuresAfterLetters, lettersAfterFigures, cues, mayName: mayName || !isPlain, isCaseless, isPlain };
}
