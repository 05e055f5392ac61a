import { describe, expect, it } from '@jest/globals';
import { comesFromOwnPages } from './same-origin.js';

describe('comesFromOwnPages', () => {
  it.each([
    [{ fetchSite: 'same-origin' }, true],
    [{ fetchSite: 'none' }, true],
    [{ fetchSite: 'same-site', origin: 'https://broker.example', host: 'broker.example' }, false],
    [{ fetchSite: 'cross-site', origin: 'https://broker.example', host: 'broker.example' }, false],
    [{ origin: 'https://broker.example', host: 'broker.example' }, true],
    [{ origin: 'https://evil.example', host: 'broker.example' }, false],
    [{ origin: 'http://broker.example:81', host: 'broker.example' }, false],
    [{ origin: 'null', host: 'broker.example' }, false],
    [{ host: 'broker.example' }, false],
    [{}, false],
  ])('%j: %s', (request, own) => expect(comesFromOwnPages(request)).toBe(own));
});
