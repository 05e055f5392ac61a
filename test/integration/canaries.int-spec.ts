import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ConsoleLogger } from '@nestjs/common';
import {
  DisclosureQueries,
  DisclosureReading,
  ReceiptOfDisclosure,
  RecordCorrection,
  RecordReading,
  RecordWriting,
} from '@broker/disclosure';
import { orThrow } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { openDataSource } from '@broker/platform';
import { asOwner } from '../support/as-owner.js';
import { DisclosureRoad, WHOLE } from '../support/disclosure-road.js';

const CANARIES = 504;
let number = 0;
const sown: string[] = [];

/** A word that is nowhere else, in place of a person's details. */
function canary(): string {
  const word = `Qzx${String((number += 1)).padStart(4, '0')}vyk`;
  sown.push(word);
  return word;
}

let road: DisclosureRoad;
const said: string[] = [];
beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      said.push(String(text));
      return true;
    });
  for (const method of ['log', 'warn', 'error', 'info', 'debug'] as const)
    jest.spyOn(console, method).mockImplementation((...words) => void said.push(words.map(String).join(' ')));
  jest
    .spyOn(ConsoleLogger.prototype, 'error')
    .mockImplementation((...words) => void said.push(words.map(String).join(' ')));
  road = await DisclosureRoad.open();
});
afterAll(async () => {
  jest.restoreAllMocks();
  await road.close();
});

const someone = () => ({
  fullName: `${canary()} ${canary()}`,
  dateOfBirth: '1971-02-03',
  address: `1 ${canary()} Street`,
  otherNames: [canary()],
});

/** Asks, decides, discloses with a file, opens, acknowledges; 12 canaries. */
async function exchange(): Promise<void> {
  const requestId = await road.authorised({ subject: someone(), whyAsked: `About ${canary()}`, necessity: canary() });
  const [first] = (await road.itemsOf(requestId)) as [string];
  const files = [{ itemId: first, fileName: `${canary()}.txt`, content: Buffer.from(`Seen with ${canary()}`) }];
  const whole = await road.answered(requestId, { files, conditions: `Not for ${canary()}` });
  const told = { ...whole, items: whole.items.map((item) => ({ ...item, information: `${canary()} lives there` })) };
  const { id } = orThrow(await road.disclose(requestId, told));
  await road.as('council.officer', async (actor) => {
    const line = (await road.app.get(DisclosureQueries).find(actor, id))!;
    orThrow(await road.app.get(DisclosureReading).openItem(actor, id, line.items[0]!.itemId));
    orThrow(await road.app.get(DisclosureReading).openFile(actor, id, line.files[0]!.id));
    orThrow(await road.app.get(ReceiptOfDisclosure).acknowledge(actor, id));
  });
}

const answers = () => {
  const { fullName, address, otherNames } = someone();
  return { ...WHOLE, fullName, address, otherNames, summary: `About ${canary()}`, grounds: canary() };
};

/** Logs quickly, completes, records outside, corrects, is refused, exports; 30 canaries and more. */
async function records(): Promise<void> {
  const quick = await road.quickLogged({ person: canary(), answers: { fullName: canary(), summary: canary() } });
  await road.as('police.officer', async (actor) => {
    const writing = road.app.get(RecordWriting);
    orThrow(await writing.save(actor, quick.id, { address: canary() }));
    orThrow(await writing.finish(actor, quick.id, answers()));
  });
  const { id } = await road.recorded(answers());
  await road.as('police.officer', async (actor) => {
    const refused = await road.app
      .get(RecordCorrection)
      .correct(actor, id, { ...answers(), purpose: canary() }, canary());
    said.push(JSON.stringify(refused));
    orThrow(await road.app.get(RecordCorrection).correct(actor, id, answers(), `It named ${canary()}`));
    const wrong = await road.call({ answers: { ...answers(), occurredOn: canary() }, person: canary() });
    said.push(JSON.stringify(await road.app.get(RecordWriting).recordOutside(actor, wrong)));
    await road.app.get(RecordReading).takeOut(actor, 'csv');
  });
}

describe('ISA-26: what is known of a person is nowhere in the clear', () => {
  it(`${CANARIES} invented names and addresses go through every act, and none is found outside the vault's cipher`, async () => {
    while (sown.length < CANARIES) {
      await exchange();
      await records();
    }
    await road.app.get(LedgerService).sequencePending();
    expect(sown.length).toBeGreaterThanOrEqual(500);
    expect(await found()).toEqual([]);
    expect(said.join('\n')).not.toMatch(/Qzx\d{4}vyk/);
  });

  it('and a search like that finds what stands in the clear', async () => {
    await asOwner(road.database, `UPDATE partnership SET name = name || ' ${sown[7]}'`);
    expect(await found()).toEqual(['public.partnership']);
  });
});

/** Every table of every schema in which a canary stands, as text or as bytes. */
async function found(): Promise<string[]> {
  const owner = await openDataSource((road.database.options as { url: string }).url);
  const tables = await owner.query<{ name: string }[]>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const hits: string[] = [];
  for (const { name } of tables) {
    const columns = await owner.query<{ name: string; type: string }[]>(
      `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [name],
    );
    const bytes = columns
      .filter(({ type }) => type === 'bytea')
      .map((column) => `encode("${column.name}", 'escape') LIKE '%Qzx____vyk%'`);
    const [{ hit }] = await owner.query<[{ hit: boolean }]>(
      `SELECT EXISTS (SELECT FROM ${name} t WHERE ${[`t::text LIKE '%Qzx____vyk%'`, ...bytes].join(' OR ')}) AS hit`,
    );
    if (hit) hits.push(name);
  }
  await owner.destroy();
  return hits;
}
