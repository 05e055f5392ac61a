import type { DatasetDefinition } from '@broker/catalogue';
import {
  ENGINE_VERSION,
  explainChoice,
  finerStep,
  GroupSizes,
  releaseUtility,
  riskFigures,
  SUPPRESSED,
  type CountedRows,
  type DepersonalisationReport,
  type Enforced,
  type LadderStep,
  type Margin,
  type NamedGroup,
  type RiskCell,
  type SampleRow,
} from '@broker/depersonalisation';
import type { RecognisedColumns } from './intake-header.js';
import type { IntakeRows } from './intake-rows.js';

const SAMPLE_ROWS = 10;
/** Most of the sample that may be rows left out: most rows of it should show what partners will see. */
const SAMPLE_SUPPRESSED = 3;

/** Puts together the proof that a file was depersonalised (ISA-9). */
export function reportOf(
  dataset: DatasetDefinition,
  recognised: RecognisedColumns,
  rowsIn: number,
  rows: IntakeRows,
  { tried, chosen, released, suppressed, hiddenZeros }: Enforced,
): DepersonalisationReport {
  const { policy } = dataset;
  const marked = [...suppressed, ...hiddenZeros];
  const finest = finestRows(rows.counted, policy.ladder[0]!, chosen.step, suppressed);
  // The file holds everything that the agency recorded, so it is its own population.
  const terms = { k: policy.k, samplingFraction: 1 };
  const finer = tried.at(-2) ?? null;
  const after = new GroupSizes();
  for (const group of released) after.add(group.rows);
  return {
    engineVersion: ENGINE_VERSION,
    datasetId: dataset.id,
    datasetVersion: dataset.version,
    paragraph: dataset.paragraph,
    mappingId: recognised.mapping.id,
    clause: policy.clause,
    rowsIn,
    rowsOutsideArea: rows.rowsOutsideArea,
    rowsRefused: rows.refusals.rows,
    rowsSuppressed: chosen.suppressedRows,
    rowsReleasable: released.reduce((sum, group) => sum + group.rows, 0),
    refusals: rows.refusals.list(),
    k: policy.k,
    kSensitive: policy.kSensitive,
    suppressionLimitShare: policy.suppressionLimitShare,
    step: chosen.step,
    explanation: explainChoice(tried),
    stepsTried: tried,
    groups: released.length,
    suppressedCells: marked.length,
    smallestGroup: released.reduce((least, group) => Math.min(least, group.rows), released[0]?.rows ?? 0),
    groupSizes: { before: finest.sizes.toBands(), after: after.toBands() },
    periods: margin(released, ({ period }) => [period, period]),
    areas: margin(released, ({ area, areaName }) => [area, areaName]),
    categories: margin(released, ({ category }) => [category, titleOf(dataset, category)]).map((category) => ({
      ...category,
      sensitive: policy.sensitiveCategories.includes(category.code),
    })),
    leftOutColumns: recognised.leftOut,
    lossyCrosswalks: [...rows.crosswalkRows].flatMap(([{ from, to, lossy }, count]) =>
      lossy ? [{ from, to, note: lossy, rows: count }] : [],
    ),
    codeVintage: rows.hasCodesOf2021 ? 'LSOA 2021' : 'LSOA 2011',
    sample: finest.sample,
    risk: {
      before: riskFigures(riskCells(rows.counted), [], terms),
      after: riskFigures(released, marked, terms),
    },
    utility: releaseUtility(rows.counted, chosen.step, released, marked),
    finerStep: finer && finerStep(rows.counted, finer.step, policy, (code) => titleOf(dataset, code)),
  };
}

const titleOf = (dataset: DatasetDefinition, category: string): string =>
  dataset.codeLists[0]?.codes.find(({ code }) => code === category)?.title ?? category;

function margin(groups: readonly NamedGroup[], keyOf: (group: NamedGroup) => [code: string, name: string]): Margin[] {
  const margins = new Map<string, Margin>();
  for (const group of groups) {
    const [code, name] = keyOf(group);
    const known = margins.get(code);
    if (known) known.rows += group.rows;
    else margins.set(code, { code, name, rows: group.rows });
  }
  return [...margins.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function riskCells({ cells }: CountedRows): RiskCell[] {
  const found: RiskCell[] = [];
  cells.forEach((period, area, category, rows) => found.push({ period, area, category, rows }));
  return found;
}

interface Sampled {
  before: SampleRow;
  after: SampleRow | typeof SUPPRESSED;
}

/** The groups at the finest step of the ladder: their sizes, and ten of them beside what is released. */
function finestRows(
  { cells, time, place, categories }: CountedRows,
  finestStep: LadderStep,
  chosenStep: LadderStep,
  suppressed: readonly NamedGroup[],
): { sizes: GroupSizes; sample: Sampled[] } {
  const labeller = (step: LadderStep) => {
    const [timeLevel, placeLevel] = [time.levels.indexOf(step.time), place.levels.indexOf(step.place)];
    const [timeMap, placeMap] = [time.levelMap(timeLevel), place.levelMap(placeLevel)];
    return (t: number, p: number, c: number): SampleRow => ({
      period: time.label(timeLevel, timeMap[t]!).code,
      area: place.label(placeLevel, placeMap[p]!).code,
      category: categories[c]!,
    });
  };
  const [finest, chosen] = [labeller(finestStep), labeller(chosenStep)];
  const leftOut = new Set(suppressed.map(keyOf));
  const sizes = new GroupSizes();
  const shown: Sampled[] = [];
  const hidden: Sampled[] = [];
  // A stride spreads the sample over the file without holding every cell.
  const stride = Math.max(1, Math.floor(cells.size / (SAMPLE_ROWS * 10)));
  let seen = 0;
  cells.forEach((t, p, c, rows) => {
    sizes.add(rows);
    if (seen++ % stride !== 0) return;
    const after = chosen(t, p, c);
    if (leftOut.has(keyOf(after))) hidden.push({ before: finest(t, p, c), after: SUPPRESSED });
    else shown.push({ before: finest(t, p, c), after });
  });
  const some = hidden.slice(0, SAMPLE_SUPPRESSED);
  const sample = [...some, ...shown.slice(0, SAMPLE_ROWS - some.length)];
  return { sizes, sample: sample.sort((a, b) => (keyOf(a.before) < keyOf(b.before) ? -1 : 1)) };
}

const keyOf = ({ period, area, category }: SampleRow): string => `${period}|${area}|${category}`;
