import { deflateSync } from 'node:zlib';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileGate } from './file-gate.service.js';
import { safeName } from './media-types.js';
import { DOCX, EICAR, JPEG, office, pdf, PNG, XLSX } from '../../../../test/support/sent-files.js';

const gate = new FileGate({ clamdUrl: null });
const check = (fileName: string, content: Buffer | string, by = gate) =>
  by.check({ itemId: 'a', fileName, content: Buffer.from(content) });
const packed = (text: string) =>
  Buffer.concat([Buffer.from('stream\n'), deflateSync(text), Buffer.from('\nendstream')]);

describe('ISA-26: a file is what its content is, whatever its name says', () => {
  it.each<[string, Buffer | string, string]>([
    ['letter.pdf', pdf(), 'application/pdf'],
    ['scan.exe', PNG, 'image/png'],
    ['photo', JPEG, 'image/jpeg'],
    ['note.txt', 'Seen on Monday.\nÉloïse', 'text/plain'],
    ['list.csv', 'name,born\nRobin,1990\n+44 7700 900000,-5', 'text/csv'],
    ['letter.docx', DOCX, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['list.xlsx', XLSX, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ])('%s passes as what it is', async (name, content, mediaType) => {
    expect(await check(name, content)).toMatchObject({ value: { mediaType, scannedBy: 'built-in' } });
  });

  it.each<[string, string, Buffer | string, string]>([
    ['nothing', 'a.txt', '', 'file-empty'],
    ['more than 10 MB', 'a.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'file-too-large'],
    ['a zip called PDF', 'a.pdf', office({ 'a.txt': 'x' }), 'file-type'],
    ['a program', 'a.txt', Buffer.from('4d5a900003000000', 'hex'), 'file-type'],
    ['a GIF', 'a.png', 'GIF89a', 'file-type'],
    ['text of no encoding', 'a.txt', Buffer.from([0xff, 0xfe, 0x00, 0x41]), 'file-type'],
    ['the test file of virus scanners', 'a.txt', EICAR, 'active-content'],
    ['the test file within a picture', 'a.png', Buffer.concat([PNG, Buffer.from(EICAR)]), 'active-content'],
    ['a shell script', 'a.txt', '#!/bin/sh\nrm', 'active-content'],
    ['a page with a script', 'a.txt', 'Hello <script src=x>', 'active-content'],
    ['a formula in a CSV', 'a.csv', 'name,born\n"=cmd|calc",2', 'active-content'],
    ['JavaScript in a PDF', 'a.pdf', pdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'), 'active-content'],
    ['the same, its name escaped', 'a.pdf', pdf('/OpenAction << /S /J#61vaScript >>'), 'active-content'],
    ['a launch action', 'a.pdf', pdf('/A << /S /Launch /F (calc) >>'), 'active-content'],
    ['an embedded file', 'a.pdf', pdf('/Type /EmbeddedFile'), 'active-content'],
    ['a PDF under a password', 'a.pdf', pdf('/Encrypt 5 0 R'), 'active-content'],
    [
      'JavaScript in a packed stream of objects',
      'a.pdf',
      Buffer.concat([
        pdf(),
        Buffer.from('2 0 obj << /Type /Obj#53tm /Filter /FlateDecode >>\n'),
        packed('<< /S /JavaScript >>'),
      ]),
      'active-content',
    ],
    ['macros in a DOCX', 'a.docx', office({ 'word/vbaProject.bin': 'x' }, 'docx'), 'active-content'],
    ['an embedded object', 'a.xlsx', office({ 'xl/embeddings/oleObject1.bin': 'x' }, 'xlsx'), 'active-content'],
    [
      'a template fetched from outside',
      'a.docx',
      office(
        {
          'word/_rels/settings.xml.rels':
            '<Relationships><Relationship Id="a" Type="http://x/attachedTemplate" Target="http://x/t" TargetMode="External"/></Relationships>',
        },
        'docx',
      ),
      'active-content',
    ],
  ])('%s does not pass', async (_, name, content, code) => {
    expect(await check(name, content)).toMatchObject({ refusal: { code: `disclosures/${code}`, clause: 'ISA-26' } });
  });

  it('a mere link in a DOCX is nothing active', async () => {
    const rels =
      '<Relationships><Relationship Id="a" Type="http://x/relationships/hyperlink" Target="http://x" TargetMode="External"/></Relationships>';
    expect(await check('a.docx', office({ 'word/_rels/document.xml.rels': rels }, 'docx'))).toMatchObject({ ok: true });
  });

  it.each([
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\x\\scan.exe', 'image/png', 'scan.png'],
    ['photo.JPEG', 'image/jpeg', 'photo.JPEG'],
    ['"a\r\nb".pdf', 'application/pdf', 'ab.pdf'],
    ['.hidden', 'text/csv', 'hidden.csv'],
    ['', 'application/pdf', 'file.pdf'],
  ] as const)('the name %j of a %s becomes %s', (name, type, safe) => expect(safeName(name, type)).toBe(safe));
});

describe('files, where a virus scanner is connected', () => {
  let server: Server;
  let scanned: FileGate;
  beforeAll(async () => {
    server = createServer((socket) => {
      const parts: Buffer[] = [];
      socket.on('data', (part) => {
        const all = Buffer.concat([...parts, part]);
        parts.splice(0, parts.length, all);
        if (!all.subarray(-4).equals(Buffer.alloc(4))) return;
        socket.end(all.includes('harmful') ? 'stream: Test.Found FOUND\0' : 'stream: OK\0');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    scanned = new FileGate({ clamdUrl: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('are judged by it once they passed the first look', async () => {
    expect(scanned.hasScanner).toBe(true);
    expect(await check('a.txt', 'harmless', scanned)).toMatchObject({ value: { scannedBy: 'clamav' } });
    expect(await check('a.txt', 'harmful', scanned)).toMatchObject({ refusal: { code: 'disclosures/infected' } });
  });

  it('do not pass while it does not answer', async () => {
    const silent = new FileGate({ clamdUrl: 'tcp://127.0.0.1:9' });
    expect(await check('a.txt', 'harmless', silent)).toMatchObject({ refusal: { code: 'disclosures/scanner-silent' } });
  });
});
