import type { SignatoryLine, SuccessionView } from '@broker/agreement';
import { localDateText } from '../format/dates.js';
import { dayItems } from '../format/date-fields.js';
import { paths } from '../paths.js';
import { kindItems } from './signatories.presenter.js';

/** One agency of a chain of successors, and when the next took over. */
export interface ChainLink {
  agency: string;
  /** Null for the last one. */
  passed: { on: string; note: string; source: string } | null;
}

/** What is typed when a succession is recorded. */
export interface SuccessionFields {
  predecessor: string;
  /** An agency's id, `new` or `nobody`. */
  successor: string;
  agency: string;
  kind: string;
  passedOn: string;
  note: string;
  source: string;
}

/** The successions as chains, one for each first agency; the last agency of a chain has its duties today. */
export function presentSuccessions(
  steps: readonly SuccessionView[],
  signatories: readonly SignatoryLine[],
  mayRecord: boolean,
) {
  const first = steps.filter(({ predecessorId }) => !steps.some(({ successorId }) => successorId === predecessorId));
  return {
    chains: first.map((step) => {
      const links = chainOf(step, steps);
      const last = signatories.find(({ agency }) => agency === links.at(-1)?.agency);
      return { links, today: last ? (last.signedAt ? 'It has signed.' : 'It has not signed yet.') : null };
    }),
    record: mayRecord ? paths.newSuccession({}) : null,
  };
}

function chainOf(first: SuccessionView, steps: readonly SuccessionView[]): ChainLink[] {
  const links: ChainLink[] = [];
  for (let step: SuccessionView | undefined = first; step;) {
    const { successorId, successor }: SuccessionView = step;
    links.push({
      agency: step.predecessor,
      passed: { on: localDateText(step.passedOn), note: step.note, source: step.source },
    });
    step = steps.find(({ predecessorId }) => predecessorId === successorId);
    if (!step) links.push({ agency: successor ?? 'Nobody: its duties have ended', passed: null });
  }
  return links;
}

/** The page on which a succession is recorded. @param wrong name of the field that was refused. */
export function presentSuccessionForm(
  signatories: readonly SignatoryLine[],
  fields: SuccessionFields = {
    predecessor: '',
    successor: '',
    agency: '',
    kind: '',
    passedOn: '',
    note: '',
    source: '',
  },
  wrong?: string,
) {
  const agencies = (chosen: string) =>
    signatories.map(({ agencyId, agency }) => ({ value: agencyId, text: agency, selected: agencyId === chosen }));
  return {
    predecessors: [{ value: '', text: 'Choose an agency' }, ...agencies(fields.predecessor)],
    successors: [
      { value: '', text: 'Choose who takes over' },
      ...agencies(fields.successor),
      { value: 'new', text: 'An agency that is not named here yet', selected: fields.successor === 'new' },
      { value: 'nobody', text: 'Nobody: its duties have ended', selected: fields.successor === 'nobody' },
    ],
    kinds: kindItems(fields.kind),
    passedOn: dayItems(fields.passedOn, wrong === 'passedOn'),
    fields,
  };
}
