import { accept, refuse, type Result } from '@broker/kernel';
import { thresholdOf, type DepersonalisationPolicy, type Group } from './policy.js';

/** What the engine reported, to be held against what was stored. */
export interface GateClaim {
  /** Rows released. */
  rows: number;
  groups: number;
  smallestGroup: number;
}

/** What the gate found in the stored groups. */
export interface GateFinding extends GateClaim {
  /** Groups of one row. */
  uniques: number;
  groupsBelowThreshold: number;
}

/**
 * Counts stored groups anew and compares them with the policy (ISA-9). It shares no code with the engine that made them,
 * so that an error there cannot hide here.
 *
 * @param groups rows per period, area and category as they are stored; a group may come in several parts
 * @param claim what the engine reported about them; left out, only the thresholds are checked
 * @returns the finding, or a refusal `depersonalisation/below-threshold` or `depersonalisation/gate-mismatch`
 */
export function passGate(
  groups: Iterable<Group>,
  policy: DepersonalisationPolicy,
  claim?: GateClaim,
): Result<GateFinding> {
  const stored = mergeParts(groups);
  const finding: GateFinding = { rows: 0, groups: 0, smallestGroup: 0, uniques: 0, groupsBelowThreshold: 0 };
  let countable = true;
  for (const { category, rows } of stored) {
    countable &&= Number.isSafeInteger(rows) && rows > 0;
    finding.rows += rows;
    finding.groups += 1;
    finding.smallestGroup = finding.groups === 1 ? rows : Math.min(finding.smallestGroup, rows);
    if (rows === 1) finding.uniques += 1;
    if (rows < thresholdOf(policy, category)) finding.groupsBelowThreshold += 1;
  }
  if (!countable) return mismatch('A stored group has no whole, positive number of rows.');
  if (finding.groupsBelowThreshold > 0) return belowThreshold(finding, policy);
  if (!claim) return accept(finding);
  const differing = (['rows', 'groups', 'smallestGroup'] as const).filter((key) => finding[key] !== claim[key]);
  if (differing.length === 0) return accept(finding);
  return mismatch(differing.map((key) => `${NAMES[key]}: stored ${finding[key]}, reported ${claim[key]}.`).join(' '));
}

const NAMES = { rows: 'Rows', groups: 'Groups', smallestGroup: 'Rows in the smallest group' };

function mergeParts(groups: Iterable<Group>): Iterable<Group> {
  const merged = new Map<string, Group>();
  for (const group of groups) {
    const key = JSON.stringify([group.period, group.area, group.category]);
    const known = merged.get(key);
    if (known) known.rows += group.rows;
    else merged.set(key, { ...group });
  }
  return merged.values();
}

const belowThreshold = (finding: GateFinding, policy: DepersonalisationPolicy): Result<never> =>
  refuse({
    code: 'depersonalisation/below-threshold',
    clause: policy.clause,
    message:
      `${finding.groupsBelowThreshold} of ${finding.groups} groups are smaller than ${policy.k} rows` +
      ` (${policy.kSensitive} where the category is sensitive).`,
    mend: 'Do not release it. Run the depersonalisation again from the original file.',
  });

const mismatch = (detail: string): Result<never> =>
  refuse({
    code: 'depersonalisation/gate-mismatch',
    clause: 'ISA-9',
    message: `What is stored is not what the depersonalisation report says. ${detail}`,
    mend: 'Do not release it. Run the depersonalisation again from the original file, and tell the operator.',
  });
