import { londonDate } from '@broker/kernel';
import type { LedgerHeadView, LogState, Reconciliation } from '@broker/ledger';
import type { ChannelView } from '@broker/notices';
import type { DatabaseHealth } from '@broker/platform';
import { endsSoon, type HolidayCalendar } from '@broker/working-calendar';
import { localDateText, momentText } from '../format/dates.js';
import { bytesText, countText, numberText } from '../format/numbers.js';

/** One part of the installation: well or not, and what there is to say. */
export interface SystemPart {
  name: string;
  tag: { text: 'Well' | 'Look here' | 'Off'; classes: string };
  text: string;
}

/** What the page about the installation shows. */
export interface SystemPage {
  /** One sentence over all. */
  verdict: string;
  parts: SystemPart[];
  channels: { name: string; waiting: string; dead: string; lastSuccess: string; fault: string }[];
  isMailOn: boolean;
  /** Messages that were given up, in words; null when there is none. */
  dead: string | null;
}

/** What the page is made of. */
export interface SystemFacts {
  now: Date;
  database: DatabaseHealth;
  isQueueThere: boolean;
  queueCarrier: string;
  workerSeenAt: Date | null;
  ledger: LedgerHeadView;
  log: LogState;
  /** Partnerships whose routine disclosures have stopped, because too few of their witnesses cosign. */
  lapses: number;
  receipts: Reconciliation;
  spooled: readonly { changedAt: Date }[];
  isMailOn: boolean;
  /** A virus scanner is set up for attached files. */
  isScannerOn: boolean;
  channels: readonly ChannelView[];
  calendar: HolidayCalendar;
}

const WELL = { text: 'Well', classes: 'govuk-tag--green' } as const;
const LOOK = { text: 'Look here', classes: 'govuk-tag--red' } as const;
const OFF = { text: 'Off', classes: 'govuk-tag--grey' } as const;

/** A worker that has not looked at the clock for this long has stopped. */
const WORKER_SILENCE_MS = 60_000;
/** A file or message that waits longer than this waits too long. */
const WAIT_MS = 3_600_000;

const CHANNELS: Record<ChannelView['channel'], string> = {
  email: 'E-mail at once',
  digest: 'Daily e-mail',
  'test-email': 'Test e-mail',
  webhook: 'Webhooks',
};

/** Puts what is not well first in words, then every part. */
export function presentSystem(facts: SystemFacts): SystemPage {
  const parts = [
    database(facts),
    worker(facts),
    queue(facts),
    ledger(facts),
    checkpoints(facts),
    witnesses(facts),
    receipts(facts),
    spool(facts),
    email(facts),
    scanner(facts),
    outbox(facts),
    calendar(facts),
  ];
  const ill = parts.filter(({ tag }) => tag === LOOK);
  const dead = facts.channels.reduce((sum, channel) => sum + channel.dead, 0);
  return {
    verdict:
      ill.length === 0
        ? 'The installation is well.'
        : `Look at ${ill.map(({ name }) => name.toLowerCase()).join(', ')}.`,
    parts,
    channels: facts.channels.map(({ channel, waiting, dead: given, lastSuccessAt, fault }) => ({
      name: CHANNELS[channel],
      waiting: numberText(waiting),
      dead: numberText(given),
      lastSuccess: lastSuccessAt ? momentText(lastSuccessAt) : 'Never',
      fault: fault ?? 'None',
    })),
    isMailOn: facts.isMailOn,
    dead: dead > 0 ? countText(dead, 'message was given up', 'messages were given up') : null,
  };
}

const part = (name: string, isWell: boolean, text: string): SystemPart => ({ name, tag: isWell ? WELL : LOOK, text });

const database = ({ database: { version, bytes, isSchemaCurrent } }: SystemFacts): SystemPart =>
  part(
    'Database',
    isSchemaCurrent,
    `PostgreSQL ${version}, ${bytesText(bytes)}. ${isSchemaCurrent ? 'Its schema is current.' : 'Its schema is not current: run “broker migrate”.'}`,
  );

function worker({ now, workerSeenAt }: SystemFacts): SystemPart {
  if (!workerSeenAt) return part('Worker', false, 'No worker has started yet. Nothing is checked, rung or sent.');
  const isAwake = now.getTime() - workerSeenAt.getTime() < WORKER_SILENCE_MS;
  const text = isAwake
    ? 'A worker is at work.'
    : `No worker since ${momentText(workerSeenAt)}: nothing is checked, rung or sent.`;
  return part('Worker', isAwake, text);
}

const queue = ({ isQueueThere, queueCarrier }: SystemFacts): SystemPart =>
  part(
    'Queue',
    isQueueThere,
    isQueueThere
      ? `${queueCarrier} wakes the workers.`
      : `${queueCarrier} does not answer. Nothing is lost: workers look every few seconds by themselves.`,
  );

const ledger = ({ ledger: { size, rootHash, madeAt } }: SystemFacts): SystemPart =>
  part(
    'Ledger',
    size > 0,
    madeAt
      ? `${countText(size, 'entry', 'entries')}, head ${rootHash.slice(0, 12)} of ${momentText(madeAt)}.`
      : 'No entry has its place yet.',
  );

/** Entries that no checkpoint covers wait for it no longer than this. */
const SIGNING_MS = 60_000;

function checkpoints({ now, log: { signedSize, signedAt, unsignedSince } }: SystemFacts): SystemPart {
  if (!signedAt) return part('Checkpoints', false, 'No checkpoint of the log was signed yet.');
  const isLate = unsignedSince !== null && now.getTime() - unsignedSince.getTime() > SIGNING_MS;
  const last = `The last was signed on ${momentText(signedAt)} for ${countText(signedSize, 'entry', 'entries')}.`;
  return part(
    'Checkpoints',
    !isLate,
    isLate ? `${last} Newer entries have waited since ${momentText(unsignedSince)}.` : last,
  );
}

function witnesses({ log: { witnesses: count, failing }, lapses }: SystemFacts): SystemPart {
  if (count === 0) return { name: 'Witnesses', tag: OFF, text: 'No agency witnesses the log.' };
  const how =
    failing === 0 ? 'Each cosigns.' : `${countText(failing, 'does', 'do')} not cosign: see “Witnesses of the log”.`;
  const stopped =
    lapses === 0
      ? ''
      : ` In ${countText(lapses, 'partnership')} too few do: routine disclosures have stopped there, and the managers were told.`;
  const text = `${countText(count, 'witness', 'witnesses')} of all partnerships. ${how}${stopped}`;
  return part('Witnesses', failing === 0 && lapses === 0, text);
}

function receipts({ receipts: { receipts: given, missing, late } }: SystemFacts): SystemPart {
  if (missing > 0)
    return part(
      'Receipts',
      false,
      `The entries of ${countText(missing, 'receipt is', 'receipts are')} not in the log as they were promised: somebody has removed or altered entries.`,
    );
  const waits =
    late === 0
      ? ''
      : ` ${countText(late, 'entry has', 'entries have')} waited for more than a minute for a place in the log.`;
  const kept =
    given === 0
      ? 'None was given yet.'
      : `${countText(given, 'receipt was', 'receipts were')} compared with the log; each is kept.`;
  return part('Receipts', late === 0, `${kept}${waits}`);
}

function spool({ now, spooled }: SystemFacts): SystemPart {
  const isLate = spooled.some(({ changedAt }) => now.getTime() - changedAt.getTime() > WAIT_MS);
  const waits =
    spooled.length === 0
      ? 'No file waits to be checked.'
      : `${countText(spooled.length, 'file waits', 'files wait')} to be checked.`;
  return part('Spool', !isLate, isLate ? `${waits} One has waited for more than an hour.` : waits);
}

const email = ({ isMailOn }: SystemFacts): SystemPart =>
  isMailOn
    ? part('E-mail', true, 'A mail server is set up.')
    : {
        name: 'E-mail',
        tag: OFF,
        text: 'No mail server is set up (SMTP_URL and MAIL_FROM). Notices reach the inbox alone.',
      };

const scanner = ({ isScannerOn }: SystemFacts): SystemPart =>
  isScannerOn
    ? part('Virus scanner', true, 'Every attached file is shown to ClamAV. While it does not answer, no file is taken.')
    : {
        name: 'Virus scanner',
        tag: OFF,
        text: 'None is set up (CLAMD_URL). Attached files are judged by their kind and for active content alone.',
      };

function outbox({ now, channels }: SystemFacts): SystemPart {
  const waiting = channels.reduce((sum, channel) => sum + channel.waiting, 0);
  const isLate = channels.some(({ oldestAt }) => oldestAt && now.getTime() - oldestAt.getTime() > WAIT_MS);
  const isDead = channels.some(({ dead }) => dead > 0);
  const waits =
    waiting === 0 ? 'Nothing waits to be sent.' : `${countText(waiting, 'message waits', 'messages wait')} to be sent.`;
  return part('Outbox', !isLate && !isDead, isLate ? `${waits} One has waited for more than an hour.` : waits);
}

function calendar({ now, calendar: known }: SystemFacts): SystemPart {
  const { version, lastOn } = known;
  const isFar = !endsSoon(known, londonDate(now));
  const text = `Bank holidays are known until ${localDateText(lastOn)} (version ${version}).`;
  return part(
    'Calendar',
    isFar,
    isFar ? text : `${text} Deadlines after that day cannot be counted: upgrade the broker.`,
  );
}
