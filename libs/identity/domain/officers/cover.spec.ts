import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAway, isInPost, reachOf, type Away, type Post } from './cover.js';

const post = (over: Partial<Post> = {}): Post => ({
  officerId: 'ada',
  agencyId: 'police',
  role: 'designated-officer',
  startedOn: '2026-01-01',
  endedOn: null,
  deputyId: null,
  ...over,
});
const away = (over: Partial<Away> = {}): Away => ({
  officerId: 'ada',
  agencyId: 'police',
  fromOn: '2026-06-01',
  toOn: '2026-06-14',
  ...over,
});
const namesOn = (posts: Post[], aways: Away[], on: string): string[] =>
  reachOf(posts, aways, 'designated-officer', on).map(({ officerId }) => officerId);

describe('ISA-20: what is for the designated officer reaches whoever is in post and there', () => {
  const steward = post({ officerId: 'bob', role: 'data-steward' });
  const covered = post({ deputyId: 'bob' });

  it('the officer, from the first day of the post to its last', () => {
    const one = post({ startedOn: '2026-03-02', endedOn: '2026-03-31' });
    const days = ['2026-03-01', '2026-03-02', '2026-03-31', '2026-04-01'];
    expect(days.map((on) => namesOn([one], [], on))).toEqual([[], ['ada'], ['ada'], []]);
  });

  it('the deputy from the first day of an absence to its last, then the officer again', () => {
    const days = ['2026-05-31', '2026-06-01', '2026-06-14', '2026-06-15'];
    expect(days.map((on) => namesOn([covered, steward], [away()], on))).toEqual([['ada'], ['bob'], ['bob'], ['ada']]);
  });

  it('nobody where the deputy is away too, or holds no post of the agency any more', () => {
    const bothAway = [away(), away({ officerId: 'bob' })];
    expect(namesOn([covered, steward], bothAway, '2026-06-05')).toEqual([]);
    expect(namesOn([covered, { ...steward, endedOn: '2026-05-01' }], [away()], '2026-06-05')).toEqual([]);
    expect(namesOn([covered, { ...steward, agencyId: 'fire' }], [away()], '2026-06-05')).toEqual([]);
  });

  it('a person once, who is both in post and somebody’s deputy', () => {
    const second = post({ officerId: 'bob' });
    expect(namesOn([covered, second], [away()], '2026-06-05')).toEqual(['bob']);
  });

  it('an absence from one agency is none from another', () => {
    expect(namesOn([post({ agencyId: 'fire' })], [away()], '2026-06-05')).toEqual(['ada']);
  });
});

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-06-${String(number).padStart(2, '0')}`);
const person = fc.constantFrom('ada', 'bob', 'cyd', 'dee');
const agencyId = fc.constantFrom('police', 'fire');
const posts = fc.array(
  fc.record({
    officerId: person,
    agencyId,
    role: fc.constantFrom('designated-officer' as const, 'data-steward' as const),
    startedOn: day,
    endedOn: fc.option(day),
    deputyId: fc.option(person),
  }),
  { maxLength: 8 },
);
const aways = fc.array(fc.record({ officerId: person, agencyId, fromOn: day, toOn: day }), { maxLength: 6 });

describe('whatever is nominated and whoever is away', () => {
  it('an agency of which somebody is in post and there is always reached', () => {
    fc.assert(
      fc.property(posts, aways, day, (all, away, on) => {
        const reached = reachOf(all, away, 'designated-officer', on);
        const there = all.filter(
          (one) => one.role === 'designated-officer' && isInPost(one, on) && !isAway(one, away, on),
        );
        for (const one of there) expect(reached).toContainEqual({ officerId: one.officerId, agencyId: one.agencyId });
      }),
    );
  });

  it('nobody is reached who is away, or who holds no post of that very agency that day', () => {
    fc.assert(
      fc.property(posts, aways, day, (all, away, on) => {
        for (const one of reachOf(all, away, 'designated-officer', on)) {
          expect(isAway(one, away, on)).toBe(false);
          const held = all.filter((it) => it.officerId === one.officerId && it.agencyId === one.agencyId);
          expect(held.some((it) => isInPost(it, on))).toBe(true);
        }
      }),
    );
  });

  it('nobody but a holder of the post or the named deputy of one who is away', () => {
    fc.assert(
      fc.property(posts, aways, day, (all, away, on) => {
        for (const { officerId, agencyId: agency } of reachOf(all, away, 'designated-officer', on)) {
          const why = all.filter(
            (it) => it.agencyId === agency && it.role === 'designated-officer' && isInPost(it, on),
          );
          expect(
            why.some((it) => it.officerId === officerId || (it.deputyId === officerId && isAway(it, away, on))),
          ).toBe(true);
        }
      }),
    );
  });
});
