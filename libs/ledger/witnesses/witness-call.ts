import type { Config, Resolve } from '@broker/platform';
import { postOutside, readOutsideAddress, resolveOutside } from '@broker/platform';
import { addCheckpointText, type AddCheckpoint } from '../domain/index.js';
import { witnessAddress } from './witness-address.js';

/** What came of a call: cosignature lines, the size that the witness knows, or a code that says what went wrong. */
export type WitnessAnswer = { lines: string } | { size: number } | { fault: string };

const ANSWER_BYTES_MAX = 65_536;
const SIZE = /^(0|[1-9]\d{0,15})\n$/;

/** Asks a witness to cosign a checkpoint (C2SP tlog-witness). Never throws: `witness/403`, `witness/timeout`, `witness/ECONNREFUSED`, `witness/not-public`. */
export async function callWitness(
  address: string,
  request: AddCheckpoint,
  resolve: Resolve,
  config: Pick<Config, 'production' | 'witnessHosts'>,
): Promise<WitnessAnswer> {
  const of = witnessAddress(config);
  const url = readOutsideAddress(`${address}/add-checkpoint`, config.production, of);
  const pinned = url.ok ? await resolveOutside(url.value, resolve, of) : url;
  if (!url.ok || !pinned.ok)
    return { fault: pinned.ok ? 'witness/not-https' : pinned.refusal.code.replace('ledger/witness-', 'witness/') };
  try {
    const { status, contentType, body } = await postOutside(url.value, pinned.value, {
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      body: addCheckpointText(request),
      answerBytesMax: ANSWER_BYTES_MAX,
    });
    if (status === 200) return { lines: body };
    const size = contentType === 'text/x.tlog.size' ? SIZE.exec(body)?.[1] : undefined;
    return status === 409 && size !== undefined ? { size: Number(size) } : { fault: `witness/${status}` };
  } catch (error) {
    const { name, code } = error as { name?: string; code?: string };
    const fault = name === 'AbortError' || name === 'TimeoutError' ? 'timeout' : (code ?? 'fault');
    return { fault: `witness/${fault.slice(0, 60)}` };
  }
}
