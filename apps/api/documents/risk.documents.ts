import { ApiProperty } from '@nestjs/swagger';
import type {
  CategoryMerge,
  FinerStep,
  ForcingCategory,
  Homogeneity,
  NamedCategory,
  PopulationUniqueness,
  QuestionError,
  ReidentificationRisk,
  ReleaseRisk,
  ReleaseUtility,
  RiskFigures,
} from '@broker/depersonalisation';
import type { PartnerQuestion, PartnerUtility } from '@broker/exchange';
import { LadderStepDocument } from './dataset.documents.js';

const share = { minimum: 0, maximum: 1 };

/** How likely a row is tied to the right person. */
export class ReidentificationRiskDocument implements ReidentificationRisk {
  @ApiProperty({ ...share, description: 'Share of the rows with a risk above the threshold.', example: 0 })
  rowsAtRiskShare: number;

  @ApiProperty({ ...share, example: 0.2 })
  maximum: number;

  @ApiProperty({ ...share, example: 0.055 })
  average: number;
}

/** How many of a population are alone in their group. */
export class PopulationUniquenessDocument implements PopulationUniqueness {
  @ApiProperty({
    enum: ['none', 'count', 'pitman', 'zayatz', 'slide-negative-binomial'],
    description: '`none`: no row is unique; `count`: the file is the population; otherwise how it was estimated.',
    example: 'count',
  })
  model: PopulationUniqueness['model'];

  @ApiProperty({ ...share, description: 'Rows per member of the population.', example: 1 })
  samplingFraction: number;

  @ApiProperty({ ...share, example: 0 })
  share: number;
}

/** Areas and periods in which one category is all there is. */
export class HomogeneityDocument implements Homogeneity {
  @ApiProperty({ type: 'integer', example: 0 })
  groups: number;

  @ApiProperty({ type: 'integer', example: 0 })
  rows: number;

  @ApiProperty({ ...share, example: 0 })
  rowShare: number;

  @ApiProperty({ type: 'integer', description: 'Fewest categories in an area and period.', example: 2 })
  fewestValues: number;
}

/** What an attacker could make of rows that are told by period, area and category. */
export class RiskFiguresDocument implements RiskFigures {
  @ApiProperty({ type: 'integer', example: 5738 })
  rows: number;

  @ApiProperty({ type: 'integer', example: 810 })
  groups: number;

  @ApiProperty({ type: 'integer', example: 5 })
  smallestGroup: number;

  @ApiProperty({ ...share, description: 'Risk above which a row counts as at risk: 1/k.', example: 0.2 })
  threshold: number;

  @ApiProperty({
    type: ReidentificationRiskDocument,
    description: 'The attacker knows that the person is in the file.',
  })
  prosecutor: ReidentificationRiskDocument;

  @ApiProperty({ type: ReidentificationRiskDocument, description: 'The attacker does not know who is in the file.' })
  journalist: ReidentificationRiskDocument;

  @ApiProperty({ ...share, description: 'Share of rows that one who wants anybody would find.', example: 0.055 })
  marketer: number;

  @ApiProperty({ ...share, description: 'Share of the rows that are alone in their group.', example: 0 })
  sampleUniqueShare: number;

  @ApiProperty({ type: PopulationUniquenessDocument })
  population: PopulationUniquenessDocument;

  @ApiProperty({ type: HomogeneityDocument })
  homogeneity: HomogeneityDocument;
}

/** Risk before and after. */
export class ReleaseRiskDocument implements ReleaseRisk {
  @ApiProperty({ type: RiskFiguresDocument, description: 'At the finest step.' })
  before: RiskFiguresDocument;

  @ApiProperty({ type: RiskFiguresDocument, description: 'As released.' })
  after: RiskFiguresDocument;
}

const QUESTIONS = ['area-and-period', 'category-and-period', 'finest-area-and-period'] as const;

/** How many answers to a common question a release gives exactly. */
export class PartnerQuestionDocument implements PartnerQuestion {
  @ApiProperty({ enum: QUESTIONS, description: 'Rows by these two.', example: 'area-and-period' })
  question: QuestionError['question'];

  @ApiProperty({ type: 'integer', description: 'Answers that the question has.', example: 32 })
  answers: number;

  @ApiProperty({ type: 'integer', example: 20 })
  exactAnswers: number;
}

/** How far off the answers to a common question are. */
export class QuestionErrorDocument extends PartnerQuestionDocument implements QuestionError {
  @ApiProperty({ minimum: 0, description: 'Error as a share of the true number, on average.', example: 0.12 })
  meanRelativeError: number;

  @ApiProperty({ minimum: 0, example: 0.53 })
  worstRelativeError: number;
}

/** What a release still tells, counted in the release itself. */
export class PartnerUtilityDocument implements PartnerUtility {
  @ApiProperty({ ...share, description: 'Cells whose number is told.', example: 0.9 })
  cellsShownShare: number;

  @ApiProperty({ type: 'integer', description: 'Rows left out, to the nearest 10.', example: 260 })
  suppressedRowsRounded: number;

  @ApiProperty({ type: [PartnerQuestionDocument] })
  questions: PartnerQuestionDocument[];
}

/** What a release still tells, and what was lost. */
export class ReleaseUtilityDocument implements ReleaseUtility {
  @ApiProperty({ ...share, example: 0.04 })
  rowsSuppressedShare: number;

  @ApiProperty({ ...share, example: 0.9 })
  cellsShownShare: number;

  @ApiProperty({ ...share, description: '1: nothing was made coarser or left out.', example: 0.83 })
  precision: number;

  @ApiProperty({ ...share, description: '0: every value can be told from every other.', example: 0.08 })
  loss: number;

  @ApiProperty({ type: 'integer', format: 'int64', example: 503200 })
  discernibility: number;

  @ApiProperty({ type: [QuestionErrorDocument] })
  questions: QuestionErrorDocument[];
}

/** A category by code and title. */
export class NamedCategoryDocument implements NamedCategory {
  @ApiProperty({ example: 'robbery' })
  code: string;

  @ApiProperty({ example: 'Robbery' })
  name: string;
}

/** Rows of one category in cells that are too small. */
export class ForcingCategoryDocument extends NamedCategoryDocument implements ForcingCategory {
  @ApiProperty({ type: 'integer', example: 14 })
  rows: number;

  @ApiProperty({ type: 'integer', example: 6 })
  cells: number;
}

/** Two categories told as one. */
export class CategoryMergeDocument implements CategoryMerge {
  @ApiProperty({ type: [NamedCategoryDocument], minItems: 2, maxItems: 2 })
  categories: [NamedCategoryDocument, NamedCategoryDocument];

  @ApiProperty({ ...share, description: 'Share of the rows that would then be left out.', example: 0.08 })
  suppressedShare: number;

  @ApiProperty({ example: true })
  passes: boolean;
}

/** What kept a file from the next finer step, and what would buy it back. */
export class FinerStepDocument implements FinerStep {
  @ApiProperty({ type: LadderStepDocument })
  step: FinerStep['step'];

  @ApiProperty({ type: [ForcingCategoryDocument] })
  forcedBy: ForcingCategoryDocument[];

  @ApiProperty({ type: CategoryMergeDocument, nullable: true })
  merge: CategoryMergeDocument | null;

  @ApiProperty({ example: 'Merging Robbery with Theft would buy it back.' })
  explanation: string;
}
