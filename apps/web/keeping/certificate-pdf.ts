import PDFDocument from 'pdfkit'; // oxlint-disable-line import/no-named-as-default
import type { CertificateView } from '@broker/disclosure';
import { certificateRows } from './retention.presenter.js';

const MARGIN = 56;
const LABEL_WIDTH = 140;

/** A certificate of disposal as a PDF on one sheet or more of A4; the same certificate always gives the same words. */
export function certificatePdf(certificate: CertificateView): Promise<Buffer> {
  const title = `Certificate of disposal ${certificate.reference}`;
  const pdf = new PDFDocument({ size: 'A4', margin: MARGIN, lang: 'en-GB', tagged: true, info: { Title: title } });
  const done = new Promise<Buffer>((resolve, reject) => {
    const pieces: Buffer[] = [];
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    pdf.on('end', () => resolve(Buffer.concat(pieces)));
    pdf.on('error', reject);
  });
  pdf.font('Helvetica-Bold').fontSize(20).text(title).moveDown();
  for (const [label, text] of certificateRows(certificate)) row(pdf, label, text);
  pdf.moveDown().font('Helvetica-Bold').fontSize(13).text('What bound the content in the log', MARGIN).moveDown(0.5);
  pdf
    .font('Helvetica')
    .fontSize(10)
    .text('A keyed hash of each item. Without its key, which is destroyed, it tells nothing.');
  for (const commitment of certificate.commitments) pdf.moveDown(0.3).font('Courier').fontSize(9).text(commitment);
  pdf.end();
  return done;
}

function row(pdf: PDFKit.PDFDocument, label: string, text: string): void {
  const top = pdf.y;
  pdf.font('Helvetica-Bold').fontSize(11).text(label, MARGIN, top, { width: LABEL_WIDTH });
  const below = pdf.y;
  pdf.font('Helvetica').text(text, MARGIN + LABEL_WIDTH, top);
  pdf.y = Math.max(pdf.y, below) + 6;
  pdf.x = MARGIN;
}
