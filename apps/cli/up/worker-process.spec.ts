import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { keepWorkerRunning } from './worker-process.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'broker-worker-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('starts a worker again after it crashed, and not after it was told to end', async () => {
  const said = jest.spyOn(console, 'error').mockImplementation(() => {});
  const log = path.join(folder, 'log');
  const program = path.join(folder, 'worker.mjs');
  writeFileSync(log, '');
  // Crashes the first time; the second time it stays until it is ended.
  const body = `import fs from 'node:fs'; const before = fs.readFileSync(${JSON.stringify(log)}, 'utf8');
    process.on('SIGTERM', () => { fs.appendFileSync(${JSON.stringify(log)}, 'ended '); process.exit(0); });
    fs.appendFileSync(${JSON.stringify(log)}, 'began ');
    if (before === '') process.exit(3);
    setInterval(() => {}, 1000);`;
  writeFileSync(program, body);
  const changes = watch(log);
  const stop = keepWorkerRunning(program);
  while (readFileSync(log, 'utf8') !== 'began began ') await once(changes, 'change');
  expect(said).toHaveBeenCalledWith('The worker ended (3); starting it again in 1 s.');

  await stop();
  changes.close();
  expect(readFileSync(log, 'utf8')).toBe('began began ended ');
  expect(said).toHaveBeenCalledTimes(1);
  said.mockRestore();
});
