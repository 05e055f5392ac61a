import type { Refusal } from '@broker/kernel';
import type { FieldFault, Problem } from './problem.js';

/** A request that could not be understood, with what is wrong in each field. */
export class InvalidRequest extends Error {
  override name = 'InvalidRequest';
  constructor(
    readonly refusal: Refusal,
    readonly errors: FieldFault[],
  ) {
    super(refusal.code);
  }
}

/** A problem that was answered before, to be answered again as it was. */
export class RepeatedProblem extends Error {
  override name = 'RepeatedProblem';
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}
