import { CheckpointService, LedgerService } from '@broker/ledger';
import type { Host } from '../host.js';

/** The acts on the log itself: what each needs, and then a request that succeeds. */
export const proofActs = (given: () => Host) => ({
  'POST /proof/log.tar': async () => {
    const { app } = given();
    await app.get(LedgerService).sequencePending();
    await app.get(CheckpointService).signNewest();
    const cookie = await given().cookieOf('council.auditor');
    return () => given().request().post('/proof/log.tar').set('cookie', cookie).set('sec-fetch-site', 'same-origin');
  },
});
