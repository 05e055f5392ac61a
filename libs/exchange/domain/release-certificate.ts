import { describeStep, SUPPRESSED, type DepersonalisationReport, type RiskFigures } from '@broker/depersonalisation';
import type { Clause } from '@broker/kernel';
import { partnerRisk, partnerUtility, suppressedRowsRounded, type PartnerUtility } from './partner-figures.js';

/** A release as its certificate tells of it. */
export interface CertifiedRelease {
  id: string;
  datasetId: string;
  agency: string;
  purpose: string;
  purposeText: string;
  purposeClause: string;
  agreementVersion: number;
  /** First and last month of the rows, `YYYY-MM`. */
  periodFrom: string;
  periodTo: string;
  rowTotal: number;
  releasedAt: Date;
  report: DepersonalisationReport;
}

/** The ledger's entry of the release. */
export interface ReleaseEvidence {
  eventId: string;
  /** SHA-256 of the whole release as CSV, lower-case hexadecimal. */
  contentSha256: string;
}

/** The certificate that goes with a release (ISA-9): JSON for partners, without anything that would lead to a suppressed cell. */
export interface ReleaseCertificate {
  certificate: 'depersonalisation';
  formatVersion: 1;
  clause: Clause;
  statement: string;
  release: {
    id: string;
    agency: string;
    /** ISO 8601, UTC. */
    releasedAt: string;
    rows: number;
    cells: number;
    suppressedCells: number;
    /** What stands in place of a suppressed number. */
    suppressedMark: typeof SUPPRESSED;
  };
  dataset: { id: string; version: string; paragraph: Clause; codeVintage: string };
  period: { from: string; to: string };
  purpose: { id: string; text: string; clause: string };
  agreementVersion: number;
  policy: { k: number; kSensitive: number; suppressionLimitShare: number };
  step: { time: string; place: string; words: string };
  smallestGroup: number;
  suppressedRowsRounded: number;
  /** Null for a release that was made before these figures were. */
  risk: RiskFigures | null;
  utility: PartnerUtility | null;
  engineVersion: string;
  evidence: ReleaseEvidence & { event: 'ReleaseMade'; howToCheck: string };
}

/** Writes the certificate of a release. */
export function releaseCertificate(release: CertifiedRelease, evidence: ReleaseEvidence): ReleaseCertificate {
  const { report } = release;
  return {
    certificate: 'depersonalisation',
    formatVersion: 1,
    clause: report.clause,
    statement: statementOf(report),
    release: {
      id: release.id,
      agency: release.agency,
      releasedAt: release.releasedAt.toISOString(),
      rows: release.rowTotal,
      cells: report.groups,
      suppressedCells: report.suppressedCells,
      suppressedMark: SUPPRESSED,
    },
    dataset: {
      id: release.datasetId,
      version: report.datasetVersion,
      paragraph: report.paragraph,
      codeVintage: report.codeVintage,
    },
    period: { from: release.periodFrom, to: release.periodTo },
    purpose: { id: release.purpose, text: release.purposeText, clause: release.purposeClause },
    agreementVersion: release.agreementVersion,
    policy: { k: report.k, kSensitive: report.kSensitive, suppressionLimitShare: report.suppressionLimitShare },
    step: { ...report.step, words: describeStep(report.step) },
    smallestGroup: report.smallestGroup,
    suppressedRowsRounded: suppressedRowsRounded(report),
    risk: partnerRisk(report),
    utility: partnerUtility(report),
    engineVersion: report.engineVersion,
    evidence: { ...evidence, event: 'ReleaseMade', howToCheck: HOW_TO_CHECK },
  };
}

/** The name of the certificate's file. */
export const certificateFileName = (release: CertifiedRelease): string =>
  `certificate_${release.datasetId}_${release.periodFrom}_${release.periodTo}.json`;

const statementOf = ({ k, kSensitive, step, smallestGroup }: DepersonalisationReport): string =>
  `Each row is told by ${describeStep(step)} and category alone. It is like at least ${k - 1} others, in sensitive categories like` +
  ` at least ${kSensitive - 1}; the smallest group has ${smallestGroup} rows. The gate counted the rows as they are stored before they were released.`;

const HOW_TO_CHECK =
  'Download the whole release as CSV: its SHA-256 is contentSha256. The entry of the ledger with this eventId holds the same, and its proof can be checked without the broker.';
