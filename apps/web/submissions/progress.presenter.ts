import type { SubmissionView } from '@broker/exchange';
import { countText } from '../format/numbers.js';

/** How far a check has come. */
export interface Progress {
  /** True when there is nothing to wait for any more. */
  done: boolean;
  /** 0 to 100, of the file's bytes. */
  percent: number;
  /** In words, time left included. */
  sentence: string;
}

/** Too little has been read to tell how long the rest takes. */
const TELLING_SHARE = 0.02;

/** @param submission in any state; @param now for the time left. */
export function presentProgress(submission: SubmissionView, now: Date): Progress {
  const { state, rowsRead, bytesRead, fileBytes, startedAt } = submission;
  if (state === 'received') return { done: false, percent: 0, sentence: 'Waiting for its check to begin.' };
  if (state !== 'checking') return { done: true, percent: 100, sentence: 'The check has ended.' };
  const share = fileBytes > 0 ? Math.min(1, bytesRead / fileBytes) : 1;
  const elapsedMs = startedAt ? now.getTime() - startedAt.getTime() : 0;
  const secondsLeft = share < TELLING_SHARE ? null : Math.ceil((elapsedMs * (1 / share - 1)) / 1000);
  const percent = Math.floor(share * 100);
  return {
    done: false,
    percent,
    sentence: `${countText(rowsRead, 'row')} read, ${percent}% of the file${leftText(secondsLeft)}.`,
  };
}

function leftText(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds > 90) return `, about ${countText(Math.round(seconds / 60), 'minute')} left`;
  return seconds > 0 ? `, about ${countText(seconds, 'second')} left` : ', nearly done';
}
