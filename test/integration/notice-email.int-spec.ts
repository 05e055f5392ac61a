import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NoticeQueries, OutboxQueries, OutboxService, PreferenceService } from '@broker/notices';
import { DataSource } from 'typeorm';
import { MailServer } from '../support/mail-server.js';
import { NoticeOffice } from '../support/notice-office.js';
import { entriesOf } from '../support/people.js';
import { tablesHolding } from '../support/tables-holding.js';

let mail: MailServer;
let office: NoticeOffice;
beforeAll(async () => {
  mail = await MailServer.start();
  office = await NoticeOffice.open(mail.url);
});
beforeEach(async () => {
  mail.mails.length = 0;
  await office.app.get(DataSource).query(`UPDATE outbox_message SET state = 'dropped' WHERE state <> 'sent'`);
});
afterEach(() => {
  mail.refusal = null;
});
afterAll(async () => {
  await office.close();
  await mail.close();
});

describe('an e-mail about a notice', () => {
  it('goes to the officer’s address, carries the notice’s id, a link, and none of the notice’s text', async () => {
    const key = await office.send();
    expect(await office.relay()).toBe(1);
    const [message] = await office.messages(key);
    expect(message).toMatchObject({ channel: 'email', state: 'sent', attempts: 1 });
    expect(mail.mails).toHaveLength(1);
    const { to, from, raw } = mail.mails[0]!;
    expect([from, to]).toEqual(['broker@broker.example', ['police.officer@demo.example']]);
    expect(raw).toContain(`Message-ID: <${message!.notice_id}@broker.example>`);
    expect(raw).toContain('https://broker.example/notices');
    expect(raw).toContain('text/plain');
    expect(raw).toContain('text/html');
    expect(raw).not.toContain('failed again and again');
  });

  it('is sent to nobody who holds no post any more', async () => {
    const query = `UPDATE appointment SET ended_on = $2 WHERE officer_id = $1`;
    const key = await office.send();
    await office.app.get(DataSource).query(query, [office.police.officerId, '2026-11-19']);
    await office.relay();
    await office.app.get(DataSource).query(query, [office.police.officerId, null]);
    expect(await office.messages(key)).toMatchObject([{ state: 'dropped', fault: 'outbox/no-longer-in-post' }]);
    expect(mail.mails).toEqual([]);
  });

  it('whose address could hold a second one or a header is not sent at all', async () => {
    const write = (email: string) =>
      office.app.get(DataSource).query('UPDATE officer SET email = $2 WHERE id = $1', [office.police.officerId, email]);
    const key = await office.send();
    await write('police.officer@demo.example>\r\nBcc: <other@demo.example');
    await office.relay();
    await write('police.officer@demo.example');
    expect(await office.messages(key)).toMatchObject([{ state: 'dead', fault: 'smtp/bad-address' }]);
    expect(mail.mails).toEqual([]);
  });
});

describe('a mail server that is away for a day', () => {
  it('gets everything when it is back, each message once', async () => {
    await mail.close();
    const keys = [await office.send(), await office.send(), await office.send()];
    let tries = 0;
    for (let hour = 0; hour < 24; hour += 1) {
      tries += await office.relay();
      office.clock.advance({ hours: 1 });
    }
    expect(tries).toBeGreaterThan(60);
    expect((await office.messages(keys[0]))[0]).toMatchObject({ state: 'waiting', fault: 'smtp/ESOCKET' });
    await mail.open();
    await office.relay();
    office.clock.advance({ hours: 1 });
    await office.relay();
    for (const key of keys) expect(await office.messages(key)).toMatchObject([{ state: 'sent' }]);
    expect(mail.mails).toHaveLength(3);
  });

  it('is not bothered more than once an hour by then', async () => {
    await mail.close();
    await office.send();
    for (let minute = 0; minute < 3 * 60; minute += 1) {
      await office.relay();
      office.clock.advance({ minutes: 1 });
    }
    const [message] = (await office.messages()).filter(({ state }) => state === 'waiting');
    await mail.open();
    // 30 s, 1, 2, 4, 8, 16, 32 minutes, 1 hour: nine attempts within three hours.
    expect(message!.attempts).toBe(9);
  });
});

describe('a message that cannot be delivered', () => {
  it('is given up at once when the server will never take it, shown to the operator, and sent when tried again', async () => {
    mail.refusal = { code: 550, text: 'no such user police.officer@demo.example' };
    const key = await office.send();
    const before = await entriesOf(office.app, 'MessageGivenUp');
    await office.relay();
    expect(await office.messages(key)).toMatchObject([{ state: 'dead', fault: 'smtp/550' }]);
    expect(await entriesOf(office.app, 'MessageGivenUp')).toBe(before + 1);
    const [email] = (await office.app.get(OutboxQueries).channels()).filter(({ channel }) => channel === 'email');
    expect(email).toMatchObject({ dead: 1, fault: 'smtp/550' });
    mail.refusal = null;
    expect(await office.app.get(OutboxService).retryDead(office.council)).toBe(1);
    await office.relay();
    expect(await office.messages(key)).toMatchObject([{ state: 'sent' }]);
    expect(mail.mails).toHaveLength(1);
  });

  it('waits when the server only says “later”', async () => {
    mail.refusal = { code: 451, text: 'later' };
    const key = await office.send();
    await office.relay();
    expect(await office.messages(key)).toMatchObject([{ state: 'waiting', fault: 'smtp/451', attempts: 1 }]);
  });
});

describe('an officer’s wish', () => {
  const wish = (wanted: string) => office.app.get(PreferenceService).choose(office.police, wanted);
  afterAll(() => wish('at-once'));

  it('keeps e-mail away, but never a notice from the inbox', async () => {
    await wish('none');
    const key = await office.send();
    await office.relay();
    expect(await office.messages(key)).toEqual([]);
    const [newest] = await office.app.get(NoticeQueries).inbox(office.police, { limit: 1, offset: 0 });
    expect(newest!.readAt).toBeNull();
  });

  it('gathers a day into one e-mail at eight in the morning in London', async () => {
    await wish('daily');
    office.clock.set('2027-06-01T05:00:00Z');
    await office.send();
    office.clock.set('2027-06-01T06:59:00Z'); // summer time: 7:59am
    expect(await office.relay()).toBe(0);
    office.clock.set('2027-06-01T07:00:00Z');
    expect(await office.relay()).toBe(1);
    office.clock.advance({ hours: 5 });
    expect(await office.relay()).toBe(0);
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]!.raw).toMatch(/Subject: Safe City Broker today: \d+ unread notice/);
  });

  it('is one of three', async () => {
    expect(await wish('sometimes')).toMatchObject({ ok: false, refusal: { code: 'notices/no-such-wish' } });
    expect(await office.app.get(PreferenceService).emailWish(office.police.officerId)).toBe('daily');
  });

  it('sends no digest when there is nothing to say', async () => {
    await office.app.get(DataSource).query('UPDATE notice SET read_at = now() WHERE read_at IS NULL');
    await office.app.get(DataSource).query(`UPDATE deadline SET state = 'cancelled' WHERE state = 'armed'`);
    office.clock.set('2027-06-02T09:00:00Z');
    expect(await office.relay()).toBe(1);
    expect(mail.mails).toEqual([]);
  });
});

describe('an e-mail address', () => {
  it('stands in no outbox, job or log entry, even after a server has named it in a refusal', async () => {
    mail.refusal = { code: 550, text: 'police.officer@demo.example is unknown' };
    await office.send();
    await office.relay();
    const holding = await tablesHolding(office.app.get(DataSource), ['police.officer@demo.example']);
    expect(holding).toEqual(['public.officer']);
  });
});
