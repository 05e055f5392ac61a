import { describe, expect, it } from '@jest/globals';
import { FEED_MAPPINGS, POL_2 } from '@broker/catalogue';
import { aRelease } from '../../../test/support/submission-views.js';
import { streetMonth } from '../../../test/support/street-month.js';
import { Intake } from './intake.js';
import { partnerRisk, partnerUtility } from './partner-figures.js';
import { certificateFileName, releaseCertificate } from './release-certificate.js';

function reportOf(text: string) {
  const intake = new Intake({ dataset: POL_2, mappings: FEED_MAPPINGS, districts: null });
  intake.push(new TextEncoder().encode(text));
  const file = intake.finish();
  if (!file.ok) throw new Error(file.refusal.message);
  return file.value.report;
}

const month = (small: number) =>
  streetMonth([
    { rows: 60 },
    { rows: 20, type: 'Drugs' },
    { rows: small, type: 'Robbery' },
    { rows: 2, type: 'Drugs', area: '2A' },
    { rows: 30, area: '2A' },
  ]);
const evidence = { eventId: '55555555-5555-4555-8555-555555555555', contentSha256: 'ab'.repeat(32) };

describe('ISA-9: the certificate that goes with a release', () => {
  const report = reportOf(month(4));
  const certificate = releaseCertificate(aRelease({ report, rowTotal: report.rowsReleasable }), evidence);

  it('says what was done, for what, under which agreement, and where the proof is', () => {
    expect(certificate).toMatchObject({
      certificate: 'depersonalisation',
      clause: 'ISA-9',
      release: { agency: 'Anytown Police', rows: 110, cells: 3, suppressedCells: 2, suppressedMark: '[c]' },
      dataset: { id: 'POL-2', version: '1', paragraph: 'SI-2' },
      period: { from: '2019-01', to: '2019-01' },
      purpose: { id: 'strategic-planning', clause: 'ISA-5a' },
      agreementVersion: 1,
      policy: { k: 5, kSensitive: 10, suppressionLimitShare: 0.1 },
      step: { words: 'month and small area (LSOA)' },
      smallestGroup: 20,
      suppressedRowsRounded: 10,
      engineVersion: '1.1.0',
      evidence: { ...evidence, event: 'ReleaseMade' },
    });
    expect(certificate.statement).toContain('like at least 4 others, in sensitive categories like at least 9');
    expect(certificateFileName(aRelease())).toBe('certificate_POL-2_2019-01_2019-01.json');
  });

  it('tells of what is released alone: other suppressed numbers leave it the same', () => {
    const other = reportOf(month(3));
    expect(other.rowsSuppressed).not.toBe(report.rowsSuppressed);
    const again = releaseCertificate(aRelease({ report: other, rowTotal: other.rowsReleasable }), evidence);
    expect(again).toEqual(certificate);
    // The holder's own figures differ, so there was something to keep.
    expect(other.utility).not.toEqual(report.utility);
    expect(other.risk?.before).not.toEqual(report.risk?.before);
  });

  it('counts which answers are exact, as anybody can who holds the release', () => {
    expect(certificate.risk).toMatchObject({ rows: 110, groups: 3, smallestGroup: 20, sampleUniqueShare: 0 });
    expect(certificate.utility).toEqual({
      cellsShownShare: 0.6,
      suppressedRowsRounded: 10,
      questions: [
        { question: 'area-and-period', answers: 2, exactAnswers: 0 },
        { question: 'category-and-period', answers: 3, exactAnswers: 1 },
      ],
    });
  });

  it('says nothing of figures that an older report lacks', () => {
    const older = { ...report, risk: undefined, utility: undefined };
    expect([partnerRisk(older), partnerUtility(older)]).toEqual([null, null]);
    expect(releaseCertificate(aRelease({ report: older }), evidence)).toMatchObject({ risk: null, utility: null });
  });
});

describe('ISA-9: the report explains a step that is coarser than it might be', () => {
  it('with what forced it and what would buy the finer step back', () => {
    const { step, finerStep } = reportOf(
      streetMonth([
        { rows: 40 },
        { rows: 40, area: '1B' },
        { rows: 3, type: 'Robbery' },
        { rows: 4, type: 'Robbery', area: '1B' },
        { rows: 4, type: 'Drugs' },
        { rows: 3, type: 'Drugs', area: '1B' },
      ]),
    );
    expect(step).toEqual({ time: 'month', place: 'msoa' });
    expect(finerStep?.explanation).toBe(
      '14 rows stood in the way of month and small area (LSOA), all of them in Robbery (7 rows in 2 cells) and Drug offences (7 rows in 2 cells).' +
        ' Merging Robbery with Drug offences would buy it back: 0.0 % of the rows would then be left out.',
    );
  });

  it('and has nothing to explain at the finest', () => {
    expect(reportOf(month(4)).finerStep).toBeNull();
  });
});
