import { accept, refuse, type Result } from '@broker/kernel';
import { missingOf } from './particulars.js';
import type { RecordContent } from './record-entries.js';
import type { RecordState } from './record.js';
import * as refusals from './record-refusals.js';

/** What can be done to a record. */
export type RecordStep = 'save' | 'finish' | 'supersede';

/** The one table of states and steps; what is not in it is refused. */
export const RECORD_WORKFLOW: Readonly<Record<RecordState, Readonly<Partial<Record<RecordStep, RecordState>>>>> = {
  incomplete: { save: 'incomplete', finish: 'final' },
  final: { supersede: 'superseded' },
  superseded: {},
};

/**
 * The state after a step. Refuses a step that the state does not allow, and `finish` (ISA-24) while any of the six particulars of
 * the content is missing.
 */
export function nextRecordState(state: RecordState, step: RecordStep, content: RecordContent): Result<RecordState> {
  const next = RECORD_WORKFLOW[state][step];
  if (!next) return refuse(step === 'supersede' && state === 'incomplete' ? refusals.notFinal : refusalOf(state));
  const missing = missingOf(content.facts, content.words);
  if (next === 'final' && missing.length > 0) return refuse(refusals.incomplete(missing));
  return accept(next);
}

const refusalOf = (state: RecordState) => (state === 'superseded' ? refusals.superseded : refusals.alreadyFinal);
