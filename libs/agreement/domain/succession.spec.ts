import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acceptSuccession, lineOf, type SuccessionStep } from './succession.js';

const TODAY = '2026-11-20';
const step = (predecessorId: string, successorId: string | null, on = '2013-04-01'): SuccessionStep => ({
  predecessorId,
  successorId,
  on,
});
const trustToGroup = step('trust', 'group', '2013-04-01');
const groupToBoard = step('group', 'board', '2022-07-01');

describe('ISA-10: duties pass to a successor, which signs anew', () => {
  it.each([
    ['of itself', step('trust', 'trust'), 'agreement/succession-of-itself'],
    ['in the future', step('trust', 'group', '2026-11-21'), 'agreement/succession-in-the-future'],
    ['a second time', step('group', 'council', '2023-01-01'), 'agreement/succession-twice'],
    ['in a circle', step('board', 'trust', '2024-01-01'), 'agreement/succession-in-a-circle'],
    ['before it began', step('board', 'council', '2022-07-01'), 'agreement/succession-ends-before-start'],
    ['to one that is no more', step('police', 'trust', '2014-01-01'), 'agreement/successor-has-ended'],
  ])('not %s', (_, wanted, code) => {
    const answer = acceptSuccession(wanted, [trustToGroup, groupToBoard], TODAY);
    expect(answer).toMatchObject({ ok: false, refusal: { code, clause: 'ISA-10' } });
  });

  it('to a successor, or to nobody', () => {
    expect(acceptSuccession(groupToBoard, [trustToGroup], TODAY)).toEqual({ ok: true, value: groupToBoard });
    expect(acceptSuccession(step('office', null), [trustToGroup], TODAY).ok).toBe(true);
  });

  it('whatever was a predecessor’s is the successor’s own, through any number of steps', () => {
    const recorded = [trustToGroup, groupToBoard, step('team', 'group')];
    expect(lineOf('board', recorded)).toEqual(['board', 'group', 'trust', 'team']);
    expect(lineOf('trust', recorded)).toEqual(['trust']);
  });
});

describe('ISA-10: however successions are recorded', () => {
  const agency = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const anyStep = fc.record({
    predecessorId: agency,
    successorId: fc.option(agency),
    on: fc.integer({ min: 1, max: 28 }).map((d) => `2026-10-${String(d).padStart(2, '0')}`),
  });

  it('nobody ever succeeds themselves, every agency passes on its duties once, and days run forward', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 25 }), (wanted) => {
        const recorded: SuccessionStep[] = [];
        for (const one of wanted) if (acceptSuccession(one, recorded, TODAY).ok) recorded.push(one);
        expect(new Set(recorded.map(({ predecessorId }) => predecessorId)).size).toBe(recorded.length);
        for (const { predecessorId, successorId, on } of recorded) {
          if (successorId) expect(lineOf(predecessorId, recorded)).not.toContain(successorId);
          const later = recorded.find((other) => other.predecessorId === successorId);
          if (later) expect(later.on > on).toBe(true);
        }
      }),
    );
  });
});
