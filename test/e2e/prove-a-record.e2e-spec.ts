import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Host } from '../support/host.js';

let host: Host;
let cookie: string;
beforeAll(async () => {
  host = await Host.start();
  cookie = await host.cookieOf('council.officer');
});
afterAll(() => host.stop());

const read = async (path: string): Promise<string> => (await host.request().get(path).set('cookie', cookie)).text;

/** The first page that a list leads to. */
async function firstOf(list: string, pattern: RegExp): Promise<string> {
  const [href] = pattern.exec(await read(list)) ?? [];
  if (!href) throw new Error(`${list} leads to nothing`);
  return href;
}

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

describe('ISA-22: each record can be proved from its own page', () => {
  it.each([
    ['a breach', '/breaches', new RegExp(`/breaches/${ID}`)],
    ['a request and its decision', '/requests?show=all', new RegExp(`/requests/${ID}`)],
    ['a disclosure', '/disclosures', new RegExp(`/disclosures/${ID}`)],
    ['a disclosure record', '/records', new RegExp(`/records/${ID}`)],
  ])('%s: the page leads to a proof that holds', async (_, list, pattern) => {
    const page = await read(await firstOf(list, pattern));
    expect(page).toContain('Prove this record');
    // The oldest entry: the newest may be that of this very look, which waits for its place.
    const proofs = page.match(new RegExp(`/proof/${ID}`, 'g')) ?? [];
    expect(await read(proofs.at(-1)!)).toContain('The proof holds.');
  });
});
