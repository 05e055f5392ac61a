import { once } from 'node:events';
import path from 'node:path';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { FEED_MAPPINGS, POL_2 } from '@broker/catalogue';
import { Intake } from '../../libs/exchange/domain/intake.js';
import { streetMonth } from '../support/street-month.js';

const ROOT = path.resolve(__dirname, '../..');

/** What a page would load: the engine, the catalogue and the intake, and a function that takes a file. */
const PAGE = `
  import { FEED_MAPPINGS, POL_2 } from './libs/catalogue/index.ts';
  import { Intake } from './libs/exchange/domain/intake.ts';
  globalThis.depersonalise = (bytes) => {
    const intake = new Intake({ dataset: POL_2, mappings: FEED_MAPPINGS, districts: null });
    intake.push(bytes);
    return JSON.stringify(intake.finish());
  };`;

/** Bundles for a browser; a module of Node's anywhere in it is an error. */
async function bundle(contents: string) {
  return build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    tsconfigRaw: '{}',
    alias: Object.fromEntries(
      ['kernel', 'depersonalisation', 'catalogue'].map((room) => [
        `@broker/${room}`,
        path.join(ROOT, 'libs', room, 'index.ts'),
      ]),
    ),
    logLevel: 'silent',
  });
}

describe('the engine in a browser and in a worker thread', () => {
  it('bundles, and gives with nothing but the language the same answer as here', async () => {
    const bundled = await bundle(PAGE);
    const page: { depersonalise?: (bytes: Uint8Array) => string } = vm.createContext({ TextDecoder, TextEncoder });
    vm.runInContext(bundled.outputFiles[0]!.text, page);
    const file = new TextEncoder().encode(
      streetMonth([{ rows: 400 }, { area: '2A', rows: 300 }, { area: '3A', rows: 3 }, { area: '4A', rows: 3 }]),
    );
    const here = new Intake({ dataset: POL_2, mappings: FEED_MAPPINGS, districts: null });
    here.push(file);
    const answer = page.depersonalise!(file);
    expect(JSON.parse(answer)).toMatchObject({
      ok: true,
      value: { report: { rowsReleasable: 700, rowsSuppressed: 6 } },
    });
    expect(answer).toBe(JSON.stringify(here.finish()));
  });

  it('gives the same answer in a worker thread', async () => {
    const text = streetMonth([{ rows: 400 }, { area: '2A', rows: 300 }]);
    const bundled = await bundle(PAGE);
    const code = `${bundled.outputFiles[0]!.text}
      const { parentPort, workerData } = require('node:worker_threads');
      parentPort.postMessage(globalThis.depersonalise(workerData));`;
    const worker = new Worker(code, { eval: true, workerData: new TextEncoder().encode(text) });
    const [answer] = (await once(worker, 'message')) as [string];
    await worker.terminate();
    const here = new Intake({ dataset: POL_2, mappings: FEED_MAPPINGS, districts: null });
    here.push(new TextEncoder().encode(text));
    expect(answer).toBe(JSON.stringify(here.finish()));
  });

  it('would not bundle with a module of Node’s in it', async () => {
    await expect(bundle(`import { readFileSync } from 'node:fs'; globalThis.x = readFileSync;`)).rejects.toThrow(
      /node:fs/,
    );
  });
});
