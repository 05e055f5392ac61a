// oxlint-disable-next-line import/no-named-as-default -- the package's types know the default alone
import PDFDocument from 'pdfkit';
import { CHANNELS, type OpenedRecord } from '@broker/disclosure';
import { furtherOf, particularsOf, type Line } from './record.presenter.js';

/** Whose print it is. */
export interface Print {
  partnership: string;
  printedBy: string;
}

const MARGIN = 56;
const INK = '#0b0c0c';
const SOFT = '#484949';

/**
 * A record as a tagged PDF (A4), with the clause and the purpose on every page. The standard fonts know the letters of Western Europe; of other
 * letters the nearest is printed, and the foot says so.
 */
export function recordPdf(opened: OpenedRecord, { partnership, printedBy }: Print): Promise<Buffer> {
  const { record, words } = opened;
  const title = `Disclosure record ${record.reference}`;
  const lines = [...particularsOf(opened), ...furtherOf(record)];
  const isSimplified = lines.some(({ texts }) => texts.some((text) => printable(text) !== text));
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN * 1.8 },
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    pdfVersion: '1.7',
    bufferPages: true,
    info: { Title: title },
  });
  const whole = document.struct('Document');
  document.addStructure(whole);
  const say = (kind: 'H1' | 'H2' | 'P', text: string, write: (text: string) => void): void => {
    whole.add(document.struct(kind, {}, () => write(printable(text))));
  };
  const heading = (kind: 'H1' | 'H2', text: string, size: number): void =>
    say(kind, text, (told) => document.font('Helvetica-Bold').fontSize(size).fillColor(INK).text(told).moveDown(0.4));
  const body = (text: string): void =>
    say('P', text, (told) => document.font('Helvetica').fontSize(11).fillColor(INK).text(told).moveDown(0.3));
  const line = ({ name, texts }: Line): void => {
    say('P', name, (told) => document.font('Helvetica-Bold').fontSize(11).fillColor(INK).text(told));
    for (const text of texts) body(text);
    document.moveDown(0.4);
  };

  heading('H1', title, 20);
  body(`${partnership}. ${record.agency}, ${record.state}. ${CHANNELS[record.channel]}.`);
  heading('H2', 'The six particulars', 14);
  for (const one of particularsOf(opened)) line(one);
  if (words?.correction)
    line({ name: `Corrects ${record.supersedes ?? 'an earlier record'}`, texts: [words.correction] });
  heading('H2', 'Further particulars', 14);
  for (const one of furtherOf(record)) line(one);
  whole.end();

  const { count } = document.bufferedPageRange();
  const foot = [
    `${record.reference}. Kept under paragraph 24 of the agreement (ISA-24). Printed by ${printedBy}.`,
    `To be used only for: ${record.purposeText ?? 'no purpose told yet'} (ISA-18).`,
    ...(isSimplified ? ['Letters that this print does not know were replaced by their nearest.'] : []),
  ];
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    document.page.margins.bottom = 0; // the foot stands in what is margin to the text
    document.markContent('Artifact', { type: 'Pagination' });
    document.font('Helvetica').fontSize(8).fillColor(SOFT);
    document.text(
      printable([...foot, `Page ${page + 1} of ${count}`].join('\n')),
      MARGIN,
      document.page.height - MARGIN * 1.4,
      {
        width: document.page.width - 2 * MARGIN,
      },
    );
    document.endMarkedContent();
  }
  return finished(document);
}

function finished(document: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
    document.end();
  });
}

// What the standard fonts have besides Latin-1.
const KNOWN = /^[\n\u0020-\u007E\u00A0-\u00FF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]+$/;

/** A text in the letters of the standard fonts: marks are taken off a letter they lack, and what is left unknown becomes a question mark. */
function printable(text: string): string {
  const nearest = (letter: string): string => {
    if (KNOWN.test(letter)) return letter;
    const plain = letter.normalize('NFD').replace(/\p{M}/gu, '');
    return plain === '' || KNOWN.test(plain) ? plain : '?';
  };
  const tidy = text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
  return tidy.replace(/\P{ASCII}\p{M}*/gu, nearest);
}
