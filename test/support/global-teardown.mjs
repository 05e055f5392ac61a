import { rmSync } from 'node:fs';

/** Stops the server that global-setup.mjs started and removes its folder. */
export default async function teardown() {
  const started = globalThis.brokerTestServer;
  if (!started) return;
  await started.server.stop();
  rmSync(started.folder, { recursive: true, force: true });
}
