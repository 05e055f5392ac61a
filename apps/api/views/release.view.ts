import {
  partnerRisk,
  partnerUtility,
  suppressedRowsRounded,
  type CellPage,
  type CollectionView,
  type ReleaseView,
} from '@broker/exchange';
import { describeStep, SUPPRESSED, type DepersonalisationReport } from '@broker/depersonalisation';
import type {
  CellDocument,
  CollectionDocument,
  PartnerReportDocument,
  ReleaseDocument,
  ReleaseLineDocument,
} from '../documents/release.documents.js';
import { releaseHref } from './hrefs.js';

/**
 * What partners may know of a report (ISA-9). Written as what is told, so that a new field stays untold until somebody decides:
 * exact numbers of rows that were not released, beside those that were, would let one be worked out from the other.
 */
export const partnerReport = (report: DepersonalisationReport): PartnerReportDocument => ({
  engineVersion: report.engineVersion,
  datasetVersion: report.datasetVersion,
  paragraph: report.paragraph,
  clause: report.clause,
  k: report.k,
  kSensitive: report.kSensitive,
  suppressionLimitShare: report.suppressionLimitShare,
  step: report.step,
  precision: describeStep(report.step),
  groups: report.groups,
  smallestGroup: report.smallestGroup,
  suppressedCells: report.suppressedCells,
  suppressedRowsRounded: suppressedRowsRounded(report),
  groupSizes: report.groupSizes.after,
  periods: report.periods,
  areas: report.areas,
  categories: report.categories,
  leftOutColumns: report.leftOutColumns,
  codeVintage: report.codeVintage,
  risk: partnerRisk(report),
  utility: partnerUtility(report),
});

/** The purpose of a release, which every view of it shows (ISA-18). */
export const purposeOf = (view: ReleaseView) => ({
  id: view.purpose,
  clause: view.purposeClause,
  text: view.purposeText,
});

/** A release as a line of the partnership's list. */
export const releaseLine = (view: ReleaseView) =>
  ({
    id: view.id,
    href: releaseHref(view.id),
    datasetId: view.datasetId,
    agency: view.agency,
    purpose: purposeOf(view),
    agreementVersion: view.agreementVersion,
    periodFrom: view.periodFrom,
    periodTo: view.periodTo,
    rows: view.rowTotal,
    releasedAt: view.releasedAt.toISOString(),
    collections: view.collections,
  }) satisfies ReleaseLineDocument;

/** A release as partners see it. */
export const releaseDocument = (view: ReleaseView): ReleaseDocument => ({
  ...releaseLine(view),
  report: partnerReport(view.report),
});

/** Cells as they are told: a suppressed one is `[c]`. */
export const cellDocuments = (cells: CellPage['cells']): CellDocument[] =>
  cells.map(({ period, area, areaName, category, rows }) => ({
    period,
    area,
    areaName,
    category,
    rows: rows ?? SUPPRESSED,
  }));

/** A recorded download. */
export const collectionDocument = ({ rowTotal, collectedAt, ...view }: CollectionView): CollectionDocument => ({
  ...view,
  format: view.format === 'ndjson' ? 'ndjson' : 'csv',
  rows: rowTotal,
  collectedAt: collectedAt.toISOString(),
});
