// Bundles a module written in TypeScript, with the rooms it uses, and loads it: for what benchmarks share with the tests.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');

/** @param {string} contents a module of imports and exports, with paths from the top of the checkout */
export async function fromSource(contents) {
  const outfile = path.join(root, `.cache/bench-${process.pid}.mjs`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    outfile,
    platform: 'node',
    format: 'esm',
    tsconfigRaw: '{}',
    alias: { '@broker/kernel': path.join(root, 'libs/kernel/index.ts') },
    logLevel: 'error',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}
