import { describe, expect, it } from '@jest/globals';
import { mayShowEvidence } from './evidence.js';

const viewer = { partnershipId: 'ours', agencyId: 'council' };
const entry = (partnershipId: string | null, agencyId: string, kind: string | null) => ({
  partnershipId,
  agencyId,
  subject: kind ? { kind } : null,
});

describe('ISA-26: who may see an entry of the log', () => {
  it.each([
    ['a release of a partner', entry('ours', 'police', 'release'), true],
    ['a refusal', entry('ours', 'police', null), true],
    ['a submission of one’s own agency', entry('ours', 'council', 'submission'), true],
    ['a submission of a partner (ISA-9: it tells exact numbers)', entry('ours', 'police', 'submission'), false],
    ['anything of another partnership', entry('theirs', 'council', 'release'), false],
    ['anything outside a partnership', entry(null, 'council', 'release'), false],
  ])('%s', (_what, leaf, shown) => expect(mayShowEvidence(leaf, viewer)).toBe(shown));
});
