import type { DepersonalisationPolicy, LadderStep, PlacePrecision } from './policy.js';
import type { StepTried } from './report.js';

const PLACES: Record<PlacePrecision, string> = {
  lsoa: 'small area (LSOA)',
  msoa: 'neighbourhood (MSOA)',
  district: 'district',
};

/** A step in words, for example "month and small area (LSOA)". */
export const describeStep = (step: LadderStep): string => `${step.time} and ${PLACES[step.place]}`;

const count = (number: number): string => number.toLocaleString('en-GB');
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const rowsInCells = (rows: number, cells: number): string =>
  `${count(rows)} ${rows === 1 ? 'row' : 'rows'} in ${count(cells)} ${cells === 1 ? 'cell' : 'cells'}`;

/** Says what a step would have meant and which rows stood in its way. */
export function explainTried(tried: Omit<StepTried, 'explanation'>, policy: DepersonalisationPolicy): string {
  const at = `at ${describeStep(tried.step)}`;
  if (tried.cellsBelowThreshold === 0) return `Every cell reached the threshold ${at}.`;
  const added = tried.suppressedCells - tried.cellsBelowThreshold;
  const protection = added
    ? ` A further ${rowsInCells(tried.suppressedRows - tried.rowsBelowThreshold, added)} must be left out with them, or they could be worked out by subtraction.`
    : '';
  const verdict = tried.passes
    ? `Leaving out ${percent(tried.suppressedShare)} is within the limit of ${percent(policy.suppressionLimitShare)}.`
    : `Leaving out ${percent(tried.suppressedShare)} is more than the limit of ${percent(policy.suppressionLimitShare)} allows.`;
  return `${rowsInCells(tried.rowsBelowThreshold, tried.cellsBelowThreshold)} were below the threshold ${at}.${protection} ${verdict}`;
}

/** Says why this step was chosen: what forced it, then what it costs. */
export function explainChoice(tried: readonly StepTried[]): string {
  const chosen = tried.at(-1);
  if (!chosen) return '';
  const reasons = tried.map((step) => step.explanation).join(' ');
  return `Released by ${describeStep(chosen.step)}. ${reasons}`;
}

/** Says that no step was enough, with what each would have cost. */
export function explainExhausted(tried: readonly StepTried[], policy: DepersonalisationPolicy): string {
  const costs = tried
    .map(({ step, suppressedShare }) => `${describeStep(step)}: ${percent(suppressedShare)}`)
    .join('; ');
  return `Even at the coarsest step more than ${percent(policy.suppressionLimitShare)} of the rows would have to be left out to protect people (${costs}).`;
}
