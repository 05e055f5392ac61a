import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { NextFunction, Request, Response } from 'express';
import { webFolder } from './package-root.js';

const resolve = createRequire(import.meta.url).resolve;
const packageFolder = (name: string): string => path.dirname(resolve(`${name}/package.json`));

/** Folders that hold templates of the design systems. */
export const designSystemFolders = (): string[] => [
  path.join(packageFolder('govuk-frontend'), 'dist'),
  packageFolder('@ministryofjustice/frontend'),
];

/** GOV.UK's typeface may be used on GOV.UK alone: its faces are taken out and what asks for it gets the system's own. */
export const withoutGovUkFont = (css: string): string =>
  css
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll(/font-family:"?GDS Transport"?[^;}]*/g, 'font-family:system-ui,"Segoe UI",Roboto,Arial,sans-serif');

interface Asset {
  type: 'text/css' | 'text/javascript' | 'image/svg+xml';
  body: string;
}

const OWN_SCRIPTS = [
  'broker.js',
  'check-proof.js',
  'check-proof-page.js',
  'follow-check.js',
  'passkeys.js',
  'show-upload.js',
];

const read = (...parts: string[]): string => readFileSync(path.join(...parts), 'utf8');

function assets(): Map<string, Asset> {
  const [govuk = '', moj = ''] = designSystemFolders();
  const own = (name: string): string => read(webFolder('assets'), name);
  return new Map<string, Asset>([
    ['govuk.css', { type: 'text/css', body: withoutGovUkFont(read(govuk, 'govuk/govuk-frontend.min.css')) }],
    ['moj.css', { type: 'text/css', body: withoutGovUkFont(read(moj, 'moj/moj-frontend.min.css')) }],
    ['broker.css', { type: 'text/css', body: own('broker.css') }],
    ['govuk.js', { type: 'text/javascript', body: read(govuk, 'govuk/govuk-frontend.min.js') }],
    ...OWN_SCRIPTS.map((name): [string, Asset] => [name, { type: 'text/javascript', body: own(name) }]),
    ['icon.svg', { type: 'image/svg+xml', body: own('icon.svg') }],
  ]);
}

/**
 * Serves style, scripts and icon from memory under an address that changes with their content, so that browsers may keep them for ever.
 * @returns that address, and the middleware.
 */
export function staticAssets() {
  const files = assets();
  const hash = createHash('sha256');
  for (const { body } of files.values()) hash.update(body);
  const base = `/static/${hash.digest('hex').slice(0, 12)}`;
  const serve = (request: Request, response: Response, next: NextFunction): void => {
    const asset = request.path.startsWith(`${base}/`) && files.get(request.path.slice(base.length + 1));
    if (!asset) return next();
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type(asset.type).send(asset.body);
  };
  return { base, serve };
}
