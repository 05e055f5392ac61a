import { describe, expect, it } from '@jest/globals';
import type { DeadlineView } from '@broker/deadlines';
import { ROLES } from '@broker/identity';
import { dutiesOf } from './duties.js';

const deadline = (kind: string, agencyId: string | null) => ({ kind, agencyId }) as DeadlineView;

/** The roles on whose home page such a deadline stands. */
const seenBy = (kind: string, agencyId: string | null) =>
  ROLES.filter((role) => dutiesOf([deadline(kind, agencyId)], role).length > 0);

describe('dutiesOf', () => {
  it('gives a duty to those whose role may do it', () => {
    expect(seenBy('breach-response', 'an agency')).toEqual(['designated-officer']);
    expect(seenBy('agreement-review', null)).toEqual(['partnership-manager']);
  });

  it('gives the meeting of all partners to every designated officer and the manager', () => {
    expect(seenBy('breach-meeting', null)).toEqual(['designated-officer', 'partnership-manager']);
  });

  it('gives what names no act to the whole agency, and to the manager where it is no agency’s', () => {
    expect(seenBy('training-expiry', 'an agency')).toEqual(ROLES);
    expect(seenBy('something-else', null)).toEqual(['partnership-manager']);
  });
});
