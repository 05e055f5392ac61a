import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '@broker/working-calendar';
import { isInPost, type Post } from './cover.js';
import { judgeNomination, type NominationAsked } from './nomination.js';

const ON = '2026-06-15';
const SIGNER: Post = {
  officerId: 'signer',
  agencyId: 'police',
  role: 'signing-officer',
  startedOn: '2026-01-01',
  endedOn: null,
  deputyId: null,
};
const NOMINATOR = { officerId: 'signer', agencyId: 'police', role: 'signing-officer' as const };

const day = fc.integer({ min: 0, max: 30 }).map((days) => addDays('2026-06-01', days));
const asked = fc.record({
  nomineeId: fc.constantFrom('signer', 'ada', 'bob'),
  role: fc.constantFrom('designated-officer' as const, 'data-steward' as const),
  agencyId: fc.constant('police'),
  startsOn: day,
  endsOn: fc.option(day),
  deputyId: fc.option(fc.constantFrom('signer', 'ada', 'bob', 'cyd')),
});
type Asked = NominationAsked & { nomineeId: string };

const judge = ({ nomineeId, ...nomination }: Asked, posts: readonly Post[]) =>
  judgeNomination(nomination, { nominator: NOMINATOR, nomineeId, posts, on: ON });

/** The posts that there are once a series of nominations has been judged, one after the other. */
function postsAfter(series: readonly Asked[]): Post[] {
  const posts: Post[] = [SIGNER];
  for (const one of series) {
    const judged = judge(one, posts);
    if (!judged.ok) continue;
    const { startsOn: startedOn, endsOn: endedOn } = judged.value;
    posts.push({
      officerId: one.nomineeId,
      agencyId: 'police',
      role: one.role,
      startedOn,
      endedOn,
      deputyId: one.deputyId,
    });
  }
  return posts;
}
const series = fc.array(asked, { maxLength: 12 });
const days = Array.from({ length: 40 }, (_, at) => addDays('2026-06-01', at));
const RUNS = { numRuns: 500 };

describe('ISA-20: whatever is asked for, in whatever order', () => {
  it('nobody ever holds one post twice on one day', () => {
    fc.assert(
      fc.property(series, (all) => {
        const posts = postsAfter(all);
        for (const on of days) {
          const held = posts.filter((post) => isInPost(post, on)).map(({ officerId, role }) => `${officerId} ${role}`);
          expect(held).toEqual([...new Set(held)]);
        }
      }),
      RUNS,
    );
  });

  it('no nomination ends before it starts', () => {
    fc.assert(
      fc.property(series, (all) => {
        for (const { startedOn, endedOn } of postsAfter(all))
          expect(endedOn === null || startedOn <= endedOn).toBe(true);
      }),
      RUNS,
    );
  });

  it('nobody gets a post from themselves, is their own deputy, or has one from outside the agency', () => {
    fc.assert(
      fc.property(series, (all) => {
        const posts = postsAfter(all);
        for (const { officerId, deputyId } of posts.slice(1)) {
          expect(officerId).not.toBe('signer');
          expect(deputyId === officerId).toBe(false);
          expect(deputyId).not.toBe('cyd');
        }
      }),
      RUNS,
    );
  });

  it('what overlaps with nothing, and asks for no deputy, is accepted', () => {
    fc.assert(
      fc.property(series, asked, (all, last) => {
        const posts = postsAfter(all);
        const { nomineeId, role, startsOn, endsOn } = last;
        const isFree = !posts.some(
          (post) =>
            post.officerId === nomineeId &&
            post.role === role &&
            days.some((on) => isInPost(post, on) && isInPost({ startedOn: startsOn, endedOn: endsOn }, on)),
        );
        fc.pre(isFree && nomineeId !== 'signer' && (endsOn === null || startsOn <= endsOn));
        expect(judge({ ...last, deputyId: null }, posts)).toMatchObject({ ok: true, value: { startsOn, endsOn } });
      }),
      RUNS,
    );
  });
});
