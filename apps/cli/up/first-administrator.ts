import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { PartnershipService } from '@broker/agreement';
import { AGENCY_KINDS, AppointmentService, hashPassword, type AgencyKind } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import { StartFault } from '@broker/platform';
import { DataSource } from 'typeorm';

/** What an installation of one's own begins with: a partnership, one agency of it, and who administers it. */
export interface FirstAdministrator {
  partnership: string;
  district: string;
  agency: string;
  kind: AgencyKind;
  name: string;
  email: string;
  password: string;
}

interface Question {
  field: keyof FirstAdministrator;
  asks: string;
  /** Says what is wrong with an answer, or nothing. */
  fault: (answer: string) => string | undefined;
}

const PASSWORD_LENGTH_MIN = 12;

const needed = (answer: string): string | undefined => (answer.trim() ? undefined : 'An answer is needed.');

/** The questions, in the order in which they are asked. */
export const QUESTIONS: readonly Question[] = [
  { field: 'partnership', asks: 'Name of the partnership', fault: needed },
  { field: 'district', asks: 'District it works in, as it is published (for example Southampton)', fault: needed },
  { field: 'agency', asks: 'Your agency', fault: needed },
  {
    field: 'kind',
    asks: `Kind of agency (${AGENCY_KINDS.join(', ')})`,
    fault: (answer) =>
      AGENCY_KINDS.some((kind) => kind === answer) ? undefined : 'Write one of the kinds in brackets.',
  },
  { field: 'name', asks: 'Your name', fault: needed },
  {
    field: 'email',
    asks: 'Your email address',
    fault: (answer) =>
      /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(answer) ? undefined : 'Write an address like name@agency.uk.',
  },
  {
    field: 'password',
    asks: `A password of at least ${PASSWORD_LENGTH_MIN} characters`,
    fault: (answer) =>
      answer.length >= PASSWORD_LENGTH_MIN ? undefined : `Use at least ${PASSWORD_LENGTH_MIN} characters.`,
  },
];

/**
 * Collects the answers: given ones first, the rest asked on the terminal.
 * @param given answers from the surroundings. @param ask puts a question and waits for the answer; null where there is no terminal.
 * Throws a StartFault that names what is missing or wrong when nobody can be asked.
 */
export async function collectAnswers(
  given: Partial<Record<keyof FirstAdministrator, string>>,
  ask: ((question: string, hidden: boolean) => Promise<string>) | null,
): Promise<FirstAdministrator> {
  const answers: Record<string, string> = {};
  for (const { field, asks, fault } of QUESTIONS) {
    let answer = given[field] ?? '';
    let wrong = fault(answer);
    while (wrong) {
      if (!ask) {
        throw new StartFault(
          `The first administrator is not known: ${asks}. ${wrong}`,
          'Start it once on a terminal, or set the BROKER_ADMIN_… variables that docs/how-to/operate.md lists.',
        );
      }
      if (answer) console.log(wrong);
      answer = (await ask(`${asks}: `, field === 'password')).trim();
      wrong = fault(answer);
    }
    answers[field] = answer;
  }
  return answers as unknown as FirstAdministrator;
}

/** Asks on the terminal; what is typed for a hidden question is not shown. Null where standard input is no terminal. */
export function terminalAsk(): ((question: string, hidden: boolean) => Promise<string>) | null {
  if (!process.stdin.isTTY) return null;
  return async (question, hidden) => {
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const reader = createInterface({ input: process.stdin, output: hidden ? silent : process.stdout, terminal: true });
    reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT')); // the terminal is ours now: pass Ctrl-C on
    if (hidden) process.stdout.write(question);
    try {
      return await reader.question(question);
    } finally {
      reader.close();
      if (hidden) process.stdout.write('\n');
    }
  };
}

/** Founds the partnership and appoints its first administrator as partnership manager (ISA-1, ISA-20), in one transaction. */
export async function foundWith(app: INestApplicationContext, first: FirstAdministrator): Promise<void> {
  const now = app.get<Clock>(CLOCK).now();
  const passwordHash = await hashPassword(first.password);
  await app.get(DataSource).transaction(async (manager) => {
    const founding = { name: first.partnership, districts: [first.district] };
    const partnershipId = await app.get(PartnershipService).found(manager, founding, now);
    const agencyId = await app.get(AppointmentService).enterAgency(manager, { name: first.agency, kind: first.kind });
    await app
      .get(PartnershipService)
      .name(manager, { partnershipId, agencyId, class: 'responsible', position: 1 }, now);
    const { email, name } = first;
    const role = 'partnership-manager' as const;
    await app
      .get(AppointmentService)
      .appoint(manager, { email, name, passwordHash, agencyId, partnershipId, role }, now);
  });
}
