import type { ReleaseView, SubmissionView } from '@broker/exchange';
import type { DepersonalisationReport, RiskFigures } from '@broker/depersonalisation';

/** Risk figures, for specs. */
export function riskFiguresOf(over: Partial<RiskFigures> = {}): RiskFigures {
  const risk = { rowsAtRiskShare: 0, maximum: 0.2, average: 0.055 };
  return {
    rows: 1000,
    groups: 60,
    smallestGroup: 5,
    threshold: 0.2,
    prosecutor: risk,
    journalist: risk,
    marketer: 0.055,
    sampleUniqueShare: 0,
    population: { model: 'none', samplingFraction: 1, share: 0 },
    homogeneity: { groups: 0, rows: 0, rowShare: 0, fewestValues: 2 },
    ...over,
  };
}

/** A report of a file that went down one step of the ladder, for specs. */
export function aReport(over: Partial<DepersonalisationReport> = {}): DepersonalisationReport {
  const step = { time: 'month', place: 'msoa' } as const;
  const tried = { cells: 40, cellsBelowThreshold: 12, rowsBelowThreshold: 30, suppressedCells: 14, suppressedRows: 41 };
  return {
    engineVersion: '1.0.0',
    datasetId: 'POL-2',
    datasetVersion: '1',
    paragraph: 'SI-2',
    mappingId: 'police-uk-street',
    clause: 'ISA-9',
    rowsIn: 1200,
    rowsOutsideArea: 150,
    rowsRefused: 9,
    rowsSuppressed: 41,
    rowsReleasable: 1000,
    refusals: [
      {
        code: 'exchange/bad-month',
        clause: 'SI-2',
        message: 'The cell is not a month.',
        mend: 'Write it as YYYY-MM.',
        column: 'Month',
        rows: 9,
        rowNumbers: [2, 3, 5, 8, 13, 21, 34, 55, 89],
      },
    ],
    k: 5,
    kSensitive: 10,
    suppressionLimitShare: 0.1,
    step,
    explanation: 'Released by month and neighbourhood (MSOA).',
    stepsTried: [
      {
        ...tried,
        step: { time: 'month', place: 'lsoa' },
        suppressedShare: 0.24,
        passes: false,
        explanation: 'Too many.',
      },
      { ...tried, step, suppressedShare: 0.04, passes: true, explanation: 'Few enough.' },
    ],
    groups: 60,
    suppressedCells: 14,
    smallestGroup: 5,
    groupSizes: {
      before: [
        { from: 1, to: 1, groups: 30, rows: 30 },
        { from: 2, to: 2, groups: 20, rows: 40 },
        { from: 3, to: 4, groups: 10, rows: 35 },
        { from: 5, to: 9, groups: 25, rows: 170 },
        { from: 10, to: null, groups: 12, rows: 766 },
      ],
      after: [
        { from: 1, to: 1, groups: 0, rows: 0 },
        { from: 2, to: 2, groups: 0, rows: 0 },
        { from: 3, to: 4, groups: 0, rows: 0 },
        { from: 5, to: 9, groups: 20, rows: 140 },
        { from: 10, to: null, groups: 40, rows: 860 },
      ],
    },
    periods: [{ code: '2019-01', name: '2019-01', rows: 1000 }],
    areas: [
      { code: 'Southampton 001', name: 'Southampton 001', rows: 400 },
      { code: 'Southampton 002', name: 'Southampton 002', rows: 600 },
    ],
    categories: [
      { code: 'burglary', name: 'Burglary', rows: 400, sensitive: false },
      { code: 'violence_and_sexual_offences', name: 'Violence and sexual offences', rows: 600, sensitive: true },
    ],
    leftOutColumns: [{ column: 'Location', why: 'A street is finer than needed.', clause: 'ISA-9' }],
    lossyCrosswalks: [{ from: 'Shoplifting', to: 'theft_and_handling', note: 'Which kind is not told.', rows: 70 }],
    codeVintage: 'LSOA 2011',
    sample: [
      {
        before: { period: '2019-01', area: 'E01017154', category: 'burglary' },
        after: { period: '2019-01', area: 'Southampton 001', category: 'burglary' },
      },
      { before: { period: '2019-01', area: 'E01017155', category: 'robbery' }, after: '[c]' },
    ],
    risk: {
      before: riskFiguresOf({
        smallestGroup: 1,
        prosecutor: { rowsAtRiskShare: 0.355, maximum: 1, average: 0.251 },
        sampleUniqueShare: 0.084,
        population: { model: 'count', samplingFraction: 1, share: 0.084 },
        homogeneity: { groups: 3, rows: 4, rowShare: 0.004, fewestValues: 1 },
      }),
      after: riskFiguresOf(),
    },
    utility: {
      rowsSuppressedShare: 0.0394,
      cellsShownShare: 0.811,
      precision: 0.828,
      loss: 0.0765,
      discernibility: 503_200,
      questions: [
        {
          question: 'area-and-period',
          answers: 2,
          exactAnswers: 1,
          meanRelativeError: 0.1186,
          worstRelativeError: 0.5313,
        },
        {
          question: 'category-and-period',
          answers: 2,
          exactAnswers: 0,
          meanRelativeError: 0.209,
          worstRelativeError: 0.61,
        },
        {
          question: 'finest-area-and-period',
          answers: 9,
          exactAnswers: 1,
          meanRelativeError: 0.753,
          worstRelativeError: 8,
        },
      ],
    },
    finerStep: {
      step: { time: 'month', place: 'lsoa' },
      forcedBy: [{ code: 'robbery', name: 'Robbery', rows: 14, cells: 6 }],
      merge: null,
      explanation:
        '14 rows stood in the way of month and small area (LSOA), all of them in Robbery (14 rows in 6 cells).',
    },
    ...over,
  };
}

/** A submission that has passed its check, for specs. */
export function aSubmission(over: Partial<SubmissionView> = {}): SubmissionView {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    datasetId: 'POL-2',
    state: 'checked',
    fileName: 'january.csv',
    fileSha256: 'ab'.repeat(32),
    fileBytes: 240_000,
    uploadedAt: new Date('2026-11-20T09:00:00Z'),
    uploadedBy: 'Avery Example-1',
    bytesRead: 240_000,
    rowsRead: 1200,
    startedAt: new Date('2026-11-20T09:00:01Z'),
    checkedAt: new Date('2026-11-20T09:00:03Z'),
    report: aReport(),
    refusal: null,
    periodFrom: '2019-01',
    periodTo: '2019-01',
    decidedAt: null,
    decisionReason: null,
    releaseId: null,
    ...over,
  };
}

/** A release of that submission, for specs. */
export function aRelease(over: Partial<ReleaseView> = {}): ReleaseView {
  return {
    id: '22222222-2222-4222-8222-222222222222',
    submissionId: '11111111-1111-4111-8111-111111111111',
    datasetId: 'POL-2',
    agencyId: '33333333-3333-4333-8333-333333333333',
    agency: 'Anytown Police',
    purpose: 'strategic-planning',
    purposeText: 'To help strategic planning',
    purposeClause: 'ISA-5a',
    agreementVersionId: '44444444-4444-4444-8444-444444444444',
    agreementVersion: 1,
    periodFrom: '2019-01',
    periodTo: '2019-01',
    rowTotal: 1000,
    releasedAt: new Date('2026-11-20T10:00:00Z'),
    report: aReport(),
    collections: 0,
    ...over,
  };
}
