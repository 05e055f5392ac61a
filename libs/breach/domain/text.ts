/** Longest text that a person may write, in characters. */
export const TEXT_MAX = 10_000;

/** A text as it was written, without the blanks around it; null when nothing is left, `too-long` above the limit. */
export function writtenText(text: string): { text: string } | 'too-long' | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return trimmed.length > TEXT_MAX ? 'too-long' : { text: trimmed };
}

/** A text that must be there and within the limit; null otherwise. */
export function textWithin(text: string): string | null {
  const written = writtenText(text);
  return written === null || written === 'too-long' ? null : written.text;
}
