import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformFileSync } from '@swc/core';

const root = path.resolve(import.meta.dirname, '../..');
const source = path.join(root, 'libs/platform/embedded-postgres');

/**
 * Loads libs/platform/embedded-postgres. Jest does not transform what a global setup imports, so it is compiled here,
 * and by itself: a half-written file elsewhere keeps nobody from running tests.
 */
export async function loadEmbeddedPostgres() {
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  const compiled = mkdtempSync(path.join(root, '.cache/embedded-postgres-'));
  try {
    for (const name of readdirSync(source).filter((each) => each.endsWith('.ts') && !each.endsWith('spec.ts'))) {
      const options = {
        swcrc: false,
        module: { type: 'es6' },
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      };
      const { code } = transformFileSync(path.join(source, name), options);
      writeFileSync(path.join(compiled, name.replace(/\.ts$/, '.js')), code);
    }
    return await import(pathToFileURL(path.join(compiled, 'embedded-postgres.js')).href);
  } finally {
    rmSync(compiled, { recursive: true, force: true });
  }
}
