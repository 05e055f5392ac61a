import { describe, expect, it } from '@jest/globals';
import type { DisclosureLine } from '@broker/disclosure';
import { presentDisclosure } from './disclosures.presenter.js';

const aLine = (over: Partial<DisclosureLine> = {}): DisclosureLine =>
  ({
    id: 'd',
    side: 'receiving',
    requestId: 'r',
    requestReference: 'R-2026-0001',
    disclosingAgency: 'Police',
    receivingAgency: 'Council',
    disclosedAt: new Date('2026-11-20T09:00:00Z'),
    retainUntilOn: '2032-11-20',
    disposedAt: null,
    acknowledgedAt: null,
    items: [{ itemId: 'a', kind: 'address', firstOpenedAt: null }],
    files: [],
    ...over,
  }) as unknown as DisclosureLine;

const pageOf = (over: Partial<DisclosureLine> = {}, mayAsk = true) =>
  presentDisclosure(aLine(over), [], { recordId: null, mayAsk });

describe('the page of a disclosure', () => {
  it('leads back to the request that it answers', () => {
    const answered = (over: Partial<DisclosureLine>) => pageOf(over).facts.find(({ name }) => name === 'In answer to');
    expect(answered({})).toEqual({ name: 'In answer to', text: 'R-2026-0001', href: '/requests/r' });
    expect(answered({ requestId: null, requestReference: null })).toEqual({ name: 'In answer to', text: 'No request' });
  });

  it('offers whoever received it, and may, to ask the owner before it is passed on', () => {
    expect(pageOf().onward).toBe('/disclosures/d/onward');
    expect(pageOf({}, false).onward).toBeNull();
    expect(pageOf({ side: 'disclosing' }).onward).toBeNull();
    expect(pageOf({ disposedAt: new Date('2032-11-21T09:00:00Z') }).onward).toBeNull();
  });

  it('tells who has looked at what, in two columns that fit a telephone', () => {
    const look = { viewedAt: new Date('2026-11-20T09:00:00Z'), officer: 'A. Officer', agency: 'Council', itemId: 'a' };
    const { looks } = presentDisclosure(aLine(), [{ ...look, isFile: true }], { recordId: null, mayAsk: true });
    expect(looks).toEqual([[expect.stringContaining('2026'), 'File of item 1, by A. Officer, Council']]);
  });
});
