import { PERMISSIONS, isAct, ROLE_NAMES, SCOPE_GROUPS, type ProgramState, type ProgramView } from '@broker/identity';
import { dateText, momentText } from '../format/dates.js';
import { PAGE_LENGTH, presentPages, type Pages } from '../format/pages.js';
import { paths } from '../paths.js';

/** A program as its card shows it. */
export interface ProgramCard {
  name: string;
  state: { text: string; classes: string };
  actsFor: string;
  may: string[];
  letIn: string;
  lastUsed: string;
  ends: string;
  /** Where it is ended; null when it is over. */
  end: string | null;
}

/** What the list of programs shows. */
export interface ProgramsPage {
  title: string;
  /** Where one is let in; null for who may not. */
  letIn: string | null;
  programs: ProgramCard[];
  pages: Pages | null;
}

const STATES: Record<ProgramState, { text: string; classes: string }> = {
  open: { text: 'Let in', classes: 'govuk-tag--green' },
  ended: { text: 'Ended', classes: 'govuk-tag--grey' },
  reused: { text: 'Ended: a token was used twice', classes: 'govuk-tag--red' },
  idle: { text: 'Ended: not used for 30 days', classes: 'govuk-tag--grey' },
  expired: { text: 'Ended: its time is over', classes: 'govuk-tag--grey' },
};

/**
 * @param facts `programs` of a page, newest first, with one more where another page follows; `ofAgency`: the reader looks after all
 * programs of the agency, and may let one in.
 */
export const presentPrograms = (facts: {
  programs: readonly ProgramView[];
  page: number;
  ofAgency: boolean;
}): ProgramsPage => ({
  title: facts.ofAgency ? 'Programs that act for your agency' : 'Programs that act for you',
  letIn: facts.ofAgency ? paths.programNew({}) : null,
  programs: facts.programs.slice(0, PAGE_LENGTH).map(presentProgram),
  pages: presentPages(facts.page, facts.programs.length > PAGE_LENGTH, (page) => paths.programs({}, { page })),
});

/** A program as its card shows it. */
export const presentProgram = (program: ProgramView): ProgramCard => ({
  name: program.name,
  state: STATES[program.state],
  actsFor: `${program.officer}, ${ROLE_NAMES[program.role]}`,
  may: program.scopes.map(scopeWords),
  letIn: momentText(program.issuedAt),
  lastUsed: momentText(program.lastUsedAt),
  ends: endText(program),
  end: program.state === 'open' ? paths.programEnd({ id: program.id }) : null,
});

function endText({ state, refreshableUntil, expiresAt }: ProgramView): string {
  if (state !== 'open') return 'It is over';
  const last = dateText(expiresAt);
  return refreshableUntil < expiresAt ? `${last}; on ${dateText(refreshableUntil)} if it is not used before` : last;
}

/** A scope in words: "Datasets and releases: see", or the words of one act. */
export const scopeWords = (scope: string): string =>
  SCOPE_GROUPS.find((group) => group.scope === scope)?.words ?? (isAct(scope) ? PERMISSIONS[scope].words : scope);
