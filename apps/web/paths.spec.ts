import { describe, expect, it } from '@jest/globals';
import { isPagePath, localPath, paths } from './paths.js';

describe('paths', () => {
  it('fills in a pattern and leaves empty questions out', () => {
    expect(paths.refusedRows({ id: 'a/b' })).toBe('/submissions/a%2Fb/refused-rows.csv');
    expect(paths.proofFile({ eventId: 'e1' })).toBe('/proof/e1.txt');
    expect(paths.releases({}, { dataset: 'POL-2', page: undefined, from: '' })).toBe('/releases?dataset=POL-2');
  });
});

describe('localPath: signing in never leads to another site', () => {
  it.each([
    '//evil.example',
    '//evil.example/releases',
    '/.//evil.example',
    '/..\\\\/evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example/',
    '',
    undefined,
    ['/a'],
  ])('%j leads home', (wanted) => expect(localPath(wanted)).toBe('/'));
  it('keeps a path of this site with its question', () => {
    expect(localPath('/releases?dataset=POL-2#top')).toBe('/releases?dataset=POL-2');
  });
});

describe('isPagePath', () => {
  it('leaves the interface and the health checks alone', () => {
    expect(['/api/v1/releases', '/api', '/health/live'].some(isPagePath)).toBe(false);
    expect(['/', '/apiary', '/releases'].every(isPagePath)).toBe(true);
  });
});
