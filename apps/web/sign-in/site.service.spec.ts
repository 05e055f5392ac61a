import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { SiteService } from './site.service.js';

const request = { protocol: 'http', get: () => 'forged.example:8080' } as unknown as Request;
const config = { publicUrl: 'https://broker.example' };

describe('SiteService', () => {
  it('believes no request about its own address in production', () => {
    const site = new SiteService({ ...config, production: true }).of(request);
    expect(site).toEqual({ origin: 'https://broker.example', rpId: 'broker.example' });
  });
  it('takes the address as it is called elsewhere, whatever the port', () => {
    const site = new SiteService({ ...config, production: false }).of(request);
    expect(site).toEqual({ origin: 'http://forged.example:8080', rpId: 'forged.example' });
  });
});
