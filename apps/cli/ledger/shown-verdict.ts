import { LOG_FILES_FAULTS, type BadLog, type LogFilesVerdict } from '../../../libs/ledger/domain/index.js';

/** A verdict as JSON. */
export function verdictJson(verdict: LogFilesVerdict): object {
  if (!verdict.ok) return { ...verdict, explained: LOG_FILES_FAULTS[verdict.fault] };
  const { rootHash, withheld, note, checkpoint } = verdict;
  const cosignedBy = checkpoint.cosignedBy.map(({ witness, time }) => ({ witness, at: instantOf(time) }));
  return { ok: true, origin: checkpoint.origin, size: checkpoint.size, rootHash, cosignedBy, withheld, note };
}

/** A verdict in words; `kept` older checkpoints were compared. */
export function verdictLines(verdict: LogFilesVerdict, kept: number): string[] {
  if (!verdict.ok)
    return [`verdict  ${headingOf(verdict)}`, `${placeOf(verdict)}: ${LOG_FILES_FAULTS[verdict.fault]}.`];
  const { checkpoint, rootHash, withheld } = verdict;
  const cosigned = checkpoint.cosignedBy.map(({ witness, time }) => `         ${witness} at ${instantOf(time)}`);
  return [
    `size     ${checkpoint.size}`,
    `root     ${rootHash}`,
    `signed   by ${checkpoint.origin}`,
    cosigned.length > 0 ? 'witness  cosigned by' : 'witness  none of those that the policy names',
    ...cosigned,
    `kept     ${kept === 0 ? 'no older checkpoint was compared' : `${kept} older ${kept === 1 ? 'checkpoint agrees' : 'checkpoints agree'}`}`,
    ...(withheld > 0 ? [`hidden   ${withheld} entries are not shown: of these the hash alone was checked`] : []),
    'verdict  the log is whole: nothing altered, removed or added',
  ];
}

const NOT_TAMPERING: readonly BadLog['fault'][] = [
  'file-missing',
  'kept-unreadable',
  'withheld',
  'too-few-witnesses',
  'not-fresh',
];

const headingOf = ({ fault }: BadLog): string =>
  NOT_TAMPERING.includes(fault) ? 'THE LOG IS NOT PROVEN' : 'THE LOG HAS BEEN TAMPERED WITH';

function placeOf({ seq, until, path, fault }: BadLog): string {
  if (fault === 'rolled-back') return `The log ends before entry ${seq}`;
  if (seq === null) return path === null ? 'The log' : `The file ${path}`;
  return until === null ? `Entry ${seq} (the first is 0)` : `An entry from ${seq} to ${until - 1} (the first is 0)`;
}

const instantOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
