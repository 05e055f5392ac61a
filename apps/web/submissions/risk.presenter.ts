import type {
  DepersonalisationReport,
  QuestionError,
  ReleaseRisk,
  ReleaseUtility,
  RiskFigures,
} from '@broker/depersonalisation';
import { barChart } from '../charts/bar-chart.js';
import { countText, numberText, shareText } from '../format/numbers.js';

/** How likely somebody could be found, before and after. */
export interface RiskView {
  sentence: string;
  /** SVG. */
  chart: string;
  /** Figure, in the file, as released. */
  rows: string[][];
}

/** What is left to partners. */
export interface UtilityView {
  sentence: string;
  /** SVG. */
  chart: string;
  /** Question, answers, exact ones, error on average, error at worst. */
  questions: string[][];
  /** Measure and value. */
  measures: string[][];
}

const MODELS: Record<RiskFigures['population']['model'], string> = {
  none: 'no row is unique',
  count: 'the file is the population',
  pitman: 'estimated by Pitman’s model',
  zayatz: 'estimated by Zayatz’s model',
  'slide-negative-binomial': 'estimated by the slide negative binomial model',
};

const QUESTIONS: Record<QuestionError['question'], string> = {
  'area-and-period': 'Rows by area and period',
  'category-and-period': 'Rows by category and period',
  'finest-area-and-period': 'Rows by small area and month, spread evenly',
};

/** The same, short. */
const BAR_NAMES: Record<QuestionError['question'], string> = {
  'area-and-period': 'By area and period',
  'category-and-period': 'By category and period',
  'finest-area-and-period': 'By small area and month',
};

/** A risk (0 to 1) as people say it: `1 in 5`. */
export const oneInText = (risk: number): string => (risk === 0 ? 'none' : `1 in ${numberText(Math.round(1 / risk))}`);

/** Puts the risk before and after into words, a drawing and a table; null for a report that has none. */
export function presentRisk({ risk, k }: DepersonalisationReport): RiskView | null {
  if (!risk) return null;
  const { before, after } = risk;
  return {
    sentence:
      `At the finest step ${shareText(before.prosecutor.rowsAtRiskShare)} of the rows stood in groups of fewer than ${k};` +
      ` as released, ${after.prosecutor.rowsAtRiskShare === 0 ? 'none do' : `${shareText(after.prosecutor.rowsAtRiskShare)} do`}.`,
    chart: riskChart(risk),
    rows: [
      both(`Rows in groups of fewer than ${k}`, risk, ({ prosecutor }) => shareText(prosecutor.rowsAtRiskShare)),
      both('Greatest risk of a row', risk, ({ prosecutor }) => oneInText(prosecutor.maximum)),
      both('Average risk, if the attacker knows who is in the file (prosecutor)', risk, ({ prosecutor }) =>
        shareText(prosecutor.average),
      ),
      both('Average risk, if the attacker does not (journalist)', risk, ({ journalist }) =>
        shareText(journalist.average),
      ),
      both('Rows found by one who wants anybody (marketer)', risk, ({ marketer }) => shareText(marketer)),
      both('Rows alone of their kind in the file', risk, ({ sampleUniqueShare }) => shareText(sampleUniqueShare)),
      both(
        'Alone of their kind in the population',
        risk,
        ({ population }) => `${shareText(population.share)} (${MODELS[population.model]})`,
      ),
      both('Smallest group', risk, ({ smallestGroup }) => countText(smallestGroup, 'row')),
      both('Areas and periods where one category is all there is', risk, ({ homogeneity: { groups, rows } }) =>
        groups === 0 ? 'none' : `${numberText(groups)} (${countText(rows, 'row')})`,
      ),
    ],
  };
}

const both = (name: string, { before, after }: ReleaseRisk, text: (figures: RiskFigures) => string): string[] => [
  name,
  text(before),
  text(after),
];

function riskChart({ before, after }: ReleaseRisk): string {
  const bars = (
    [
      ['Too few alike', (figures) => figures.prosecutor.rowsAtRiskShare],
      ['Average risk', (figures) => figures.prosecutor.average],
      ['Alone', (figures) => figures.sampleUniqueShare],
    ] satisfies [string, (figures: RiskFigures) => number][]
  ).flatMap(([name, valueOf]) => [
    { name: `${name}: in the file`, value: valueOf(before) },
    { name: `${name}: released`, value: valueOf(after) },
  ]);
  return barChart({ id: 'risk', title: 'Risk before and after', unit: 'of the rows', bars, ...SHARES });
}

const SHARES = { valueText: shareText, fullScale: 1 };

/** Puts into words, a drawing and tables what a release still tells; null for a report that does not say. */
export function presentUtility({ utility }: DepersonalisationReport): UtilityView | null {
  if (!utility) return null;
  const byArea = utility.questions[0];
  return {
    sentence:
      `Partners see the number of ${shareText(utility.cellsShownShare)} of the cells.` +
      (byArea ? ` Counts by area and period are ${shareText(byArea.meanRelativeError)} too low on average.` : ''),
    chart: barChart({
      id: 'utility',
      title: 'Error of common questions, on average',
      unit: 'of the true number',
      bars: utility.questions.map(({ question, meanRelativeError }) => ({
        name: BAR_NAMES[question],
        value: meanRelativeError,
      })),
      ...SHARES,
    }),
    questions: utility.questions.map((one) => [
      QUESTIONS[one.question],
      numberText(one.answers),
      numberText(one.exactAnswers),
      shareText(one.meanRelativeError),
      shareText(one.worstRelativeError),
    ]),
    measures: measuresOf(utility),
  };
}

const measuresOf = (utility: ReleaseUtility): string[][] => [
  ['Rows left out', shareText(utility.rowsSuppressedShare)],
  ['Cells whose number is shown', shareText(utility.cellsShownShare)],
  ['Precision: how far values stayed from the top of their hierarchy', shareText(utility.precision)],
  ['Loss: other values that a value can no longer be told from', shareText(utility.loss)],
  ['Discernibility: rows that cannot be told apart, added up', numberText(utility.discernibility)],
];
