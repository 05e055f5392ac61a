import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { COSIGNATURE_KEY, noteSigner, vkeyOf, WitnessService } from '@broker/ledger';
import type { Host } from '../host.js';
import { as } from '../people.js';

type Request = () => PromiseLike<{ status: number }>;

const WHO = 'council.manager';
/** Nothing listens there: entering a witness asks nothing of it. */
const ADDRESS = 'http://127.0.0.1:9';

/** The public key of a witness that nobody has entered. */
export const newWitnessKey = (): string =>
  vkeyOf(noteSigner(`w-${randomUUID()}.example`, COSIGNATURE_KEY, generateKeyPairSync('ed25519').privateKey).key);

/** The acts on witnesses of the log. */
export function witnessActs(host: () => Host): Record<string, () => Promise<Request>> {
  const by = async (path: string, form: object): Promise<Request> => {
    const cookie = await host().steppedUpCookieOf(WHO);
    return () =>
      host().request().post(path).set('cookie', cookie).set('sec-fetch-site', 'same-origin').type('form').send(form);
  };
  const entered = async (): Promise<string> => {
    const manager = await as(host().app, WHO);
    const details = { agencyId: manager.agencyId, vkey: newWitnessKey(), address: ADDRESS };
    const witness = await host().app.get(WitnessService).register(manager, details);
    if (!witness.ok) throw new Error(witness.refusal.message);
    return witness.value;
  };
  return {
    'POST /witnesses/new': async () => {
      const { agencyId } = await as(host().app, WHO);
      return by('/witnesses/new', { agencyId, vkey: newWitnessKey(), address: ADDRESS });
    },
    'POST /witnesses/rule': () => by('/witnesses/rule', { quorum: '1', hours: '6' }),
    'POST /witnesses/:id/address': async () => by(`/witnesses/${await entered()}/address`, { address: ADDRESS }),
    'POST /witnesses/:id/removal': async () => by(`/witnesses/${await entered()}/removal`, {}),
  };
}
