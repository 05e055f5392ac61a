import { accept, refuse, type Clause, type Result } from '@broker/kernel';

const LENGTH_MAX = 4000;

/**
 * A text that must be given: trimmed. Refuses `disclosure/words-missing` and `disclosure/words-too-long`.
 * @param what completes "Say …" and "… is missing".
 */
export function given(text: string, what: string, clause: Clause, lengthMax = LENGTH_MAX): Result<string> {
  const words = text.trim();
  if (words === '')
    return refuse({
      code: 'disclosure/words-missing',
      clause,
      message: `Something is missing: ${what}.`,
      mend: `Write down ${what}.`,
    });
  if (words.length > lengthMax)
    return refuse({
      code: 'disclosure/words-too-long',
      clause,
      message: `This is too long: ${what}.`,
      mend: `Use at most ${lengthMax} characters.`,
    });
  return accept(words);
}
