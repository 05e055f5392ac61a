import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { disclose } from './disclose.js';
import type { AuthorisedRequest, DisclosureContent } from './disclosure.js';

const REQUEST: AuthorisedRequest = {
  state: 'authorised-in-part',
  convictionData: false,
  items: [
    { itemId: 'a', kind: 'address', decision: 'authorised' },
    { itemId: 'b', kind: 'contact', decision: 'refused' },
    { itemId: 'c', kind: 'images', decision: 'authorised' },
  ],
};
const CONTENT: DisclosureContent = {
  items: [
    { itemId: 'a', information: 'Told', isHeld: true },
    { itemId: 'c', information: '', isHeld: true },
  ],
  files: [{ itemId: 'c' }],
  conditions: '',
  convictionData: false,
};
const answer = (itemId: string, information: string, isHeld = true) => ({ itemId, information, isHeld });

describe('ISA-26: what goes out is what was authorised, and nothing else', () => {
  it('each authorised item, with information or a file', () => {
    expect(disclose(REQUEST, CONTENT)).toEqual({ ok: true, value: { items: CONTENT.items, isInPart: true } });
  });

  it('in full where everything that was asked for is authorised and held', () => {
    const all = { ...REQUEST, state: 'authorised', items: REQUEST.items.filter(({ itemId }) => itemId !== 'b') };
    expect(disclose(all, CONTENT)).toMatchObject({ value: { isInPart: false } });
    const some = { ...CONTENT, files: [], items: [answer('a', 'Told'), answer('c', '', false)] };
    expect(disclose(all, some)).toMatchObject({ value: { isInPart: true } });
  });

  it.each<[string, Partial<DisclosureContent>, string]>([
    ['a refused item', { items: [...CONTENT.items, answer('b', 'More')] }, 'item-not-authorised'],
    ['a file to a refused item', { files: [{ itemId: 'b' }] }, 'item-not-authorised'],
    ['an item that nobody asked for', { items: [...CONTENT.items, answer('z', 'More')] }, 'item-not-authorised'],
    ['an authorised item left out', { files: [] }, 'item-unanswered'],
    ['blank information', { items: [answer('a', '  '), answer('c', '')] }, 'item-unanswered'],
    ['an item both held and not', { items: [answer('a', 'Told', false)] }, 'held-and-not-held'],
    ['nothing at all', { files: [], items: [answer('a', '', false), answer('c', '', false)] }, 'nothing-held'],
    ['another conviction mark', { convictionData: true }, 'conviction-mark'],
    ['eleven files', { files: Array.from({ length: 11 }, () => ({ itemId: 'c' })) }, 'too-many-files'],
    ['too long a text', { items: [answer('a', 'x'.repeat(20_001)), answer('c', '')] }, 'too-long'],
    ['too long conditions', { conditions: 'x'.repeat(2_001) }, 'conditions-too-long'],
  ])('never %s', (_, over, code) => {
    expect(disclose(REQUEST, { ...CONTENT, ...over })).toMatchObject({ refusal: { code: `disclosures/${code}` } });
  });

  it.each(['draft', 'sent', 'question', 'proposed', 'refused', 'withdrawn', 'disclosed'])(
    'never while it is %s',
    (state) => {
      expect(disclose({ ...REQUEST, state }, CONTENT)).toMatchObject({
        refusal: { code: 'disclosures/not-authorised' },
      });
    },
  );

  it('whatever was decided and whatever is answered', () => {
    const decision = fc.constantFrom('authorised' as const, 'refused' as const, null);
    const items = fc.uniqueArray(
      fc.record({ itemId: fc.constantFrom('a', 'b', 'c', 'd'), kind: fc.constant('other'), decision }),
      {
        selector: ({ itemId }) => itemId,
      },
    );
    const told = fc.array(
      fc.record({
        itemId: fc.constantFrom('a', 'b', 'c', 'd'),
        information: fc.constantFrom('', 'Told'),
        isHeld: fc.boolean(),
      }),
      { maxLength: 4 },
    );
    const files = fc.array(fc.record({ itemId: fc.constantFrom('a', 'b', 'c', 'd') }), { maxLength: 3 });
    fc.assert(
      fc.property(items, told, files, (asked, answers, attached) => {
        const request = { state: 'authorised', convictionData: false, items: asked };
        const done = disclose(request, { items: answers, files: attached, conditions: '', convictionData: false });
        if (!done.ok) return;
        const authorised = asked.filter((one) => one.decision === 'authorised').map(({ itemId }) => itemId);
        expect(done.value.items.map(({ itemId }) => itemId)).toEqual(authorised);
        for (const { itemId } of attached) expect(authorised).toContain(itemId);
      }),
      { numRuns: 2000 },
    );
  });
});
