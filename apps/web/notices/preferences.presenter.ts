import type { EmailWish } from '@broker/notices';
import { momentText } from '../format/dates.js';

/** What the page of preferences shows. */
export interface PreferencesPage {
  isMailOn: boolean;
  /** Radio items (GOV.UK radios). */
  wishes: { value: EmailWish; text: string; hint?: { text: string }; checked: boolean }[];
  /** When the calendar's secret address was made; null when there is none. */
  feedMade: string | null;
  mayManageWebhooks: boolean;
}

const WORDS: Record<EmailWish, { text: string; hint?: { text: string } }> = {
  'at-once': { text: 'At once, with each notice' },
  daily: { text: 'Once a day', hint: { text: 'At 8am, with everything unread and everything due within a week.' } },
  none: { text: 'Never', hint: { text: 'You then have to look into your inbox yourself.' } },
};

/** @param facts `isMailOn`: the installation sends e-mail at all. */
export const presentPreferences = (facts: {
  wish: EmailWish;
  isMailOn: boolean;
  feedMadeAt: Date | null;
  mayManageWebhooks: boolean;
}): PreferencesPage => ({
  isMailOn: facts.isMailOn,
  wishes: (Object.keys(WORDS) as EmailWish[]).map((value) => ({
    value,
    ...WORDS[value],
    checked: value === facts.wish,
  })),
  feedMade: facts.feedMadeAt && momentText(facts.feedMadeAt),
  mayManageWebhooks: facts.mayManageWebhooks,
});
