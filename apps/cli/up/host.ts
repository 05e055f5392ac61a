import { setTimeout as sleep } from 'node:timers/promises';
import { StartFault } from '@broker/platform';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { configureApi } from '../../api/configure-api.js';
import { configureWeb } from '../../web/configure-web.js';
import { explainListening } from './free-port.js';
import { HostModule } from './host.module.js';

const READY_WITHIN_MS = 30_000;

/** Serves pages and interface, and resolves once they can do their work. */
export async function startHost(port: number, host: string): Promise<{ address: string; close(): Promise<void> }> {
  const app = await NestFactory.create<NestExpressApplication>(HostModule, {
    logger: false, // a fault of the start is thrown; logging begins after it
    abortOnError: false,
    forceCloseConnections: true,
  });
  app.useLogger(['error', 'warn']);
  configureApi(app);
  configureWeb(app);
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw explainListening(error, port, host);
  }
  const address = addressOf(app, host);
  await becomesReady(address);
  return { address, close: () => app.close() };
}

function addressOf(app: NestExpressApplication, host: string): string {
  const { port } = app.getHttpServer().address() as { port: number };
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

async function becomesReady(address: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new StartFault(
    'The pages were started, but do not report that they are ready.',
    'See what /health/ready answers, and "Failures" in docs/how-to/operate.md.',
  );
}
