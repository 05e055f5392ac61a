import { once } from 'node:events';
import net from 'node:net';
import { StartFault } from '@broker/platform';

const REDIS_PORT = 6379;
const ANSWER_WITHIN_MS = 5000;

/** Makes sure that something listens where REDIS_URL points: the queues would wait for it in silence. Throws a StartFault. */
export async function assertRedisAnswers(redisUrl: string): Promise<void> {
  const address = URL.canParse(redisUrl) ? new URL(redisUrl) : null;
  const fault = new StartFault(
    'The Redis server that REDIS_URL names does not answer.',
    'Start it or check its address, such as redis://127.0.0.1:6379; or leave REDIS_URL out to do without Redis.',
  );
  if (!address?.hostname) throw fault;
  const socket = net.connect(Number(address.port || REDIS_PORT), address.hostname);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  } catch {
    throw fault;
  } finally {
    socket.destroy();
  }
}
