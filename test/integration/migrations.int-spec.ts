import { afterEach, describe, expect, it } from '@jest/globals';
import { ClockWatchRow, DeadlineAlarm, DeadlineRow, ProclaimedDayRow } from '@broker/deadlines';
import {
  AgreementReview,
  AgreementVersion,
  AgreementWithdrawal,
  BreakGlass,
  BreakGlassUse,
  Partnership,
  Signatory,
  Signature,
  Succession,
} from '@broker/agreement';
import { AUDIT_ENTITIES } from '@broker/audit';
import { BreachEventRow, BreachRow } from '@broker/breach';
import {
  DecisionDraft,
  Disclosure,
  DisclosureAttachment,
  DisclosureDraft,
  DisclosureItem,
  DisclosureRecord,
  DisclosureView,
  FourEyesRule,
  GatewayCorrection,
  InformationRequest,
  RequestEventRow,
  RequestItem,
  RequestStandard,
  Consultation,
  DisposalCertificate,
  FoiRequest,
  FoundRecord,
  LegalHold,
  OnwardRequest,
  Retention,
  SubjectAccess,
  SubjectIndexRow,
} from '@broker/disclosure';
import { Collection, DepersonalisedCell, Release, Submission } from '@broker/exchange';
import {
  Absence,
  Agency,
  Appointment,
  DataProtectionRegistration,
  MachineToken,
  Officer,
  RefreshToken,
  Session,
  SigningKey,
  SIGN_IN_ENTITIES,
  ToolkitAssessment,
  TrainingRecord,
} from '@broker/identity';
import { LEDGER_ENTITIES } from '@broker/ledger';
import { CalendarFeed, Notice, NoticePreference, OutboxMessage, Webhook } from '@broker/notices';
import { IdempotentAnswer, migrateDatabase, migrations, openDataSource, VaultItem } from '@broker/platform';
import type { DataSource } from 'typeorm';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';

const ENTITIES = [
  Agency,
  Officer,
  Appointment,
  Session,
  MachineToken,
  RefreshToken,
  SigningKey,
  Absence,
  TrainingRecord,
  DataProtectionRegistration,
  ToolkitAssessment,
  Partnership,
  AgreementVersion,
  Signatory,
  Signature,
  AgreementWithdrawal,
  Succession,
  AgreementReview,
  BreakGlass,
  BreakGlassUse,
  Submission,
  DepersonalisedCell,
  Release,
  Collection,
  DeadlineRow,
  DeadlineAlarm,
  ProclaimedDayRow,
  ClockWatchRow,
  Notice,
  Webhook,
  OutboxMessage,
  NoticePreference,
  CalendarFeed,
  BreachRow,
  BreachEventRow,
  InformationRequest,
  RequestItem,
  RequestEventRow,
  RequestStandard,
  FourEyesRule,
  GatewayCorrection,
  SubjectIndexRow,
  Retention,
  LegalHold,
  DisposalCertificate,
  FoiRequest,
  SubjectAccess,
  Consultation,
  FoundRecord,
  OnwardRequest,
  IdempotentAnswer,
  VaultItem,
  Disclosure,
  DisclosureItem,
  DisclosureAttachment,
  DisclosureView,
  DecisionDraft,
  DisclosureDraft,
  DisclosureRecord,
  ...SIGN_IN_ENTITIES,
  ...LEDGER_ENTITIES,
  ...AUDIT_ENTITIES,
];

let database: TestDatabase | undefined;
let dataSource: DataSource | undefined;
afterEach(async () => {
  await dataSource?.destroy();
  await database?.drop();
  dataSource = undefined;
});

async function emptyDatabase(): Promise<string> {
  database = await createEmptyDatabase();
  return database.url;
}

describe('migrations', () => {
  it('yield exactly the schema that the entities describe', async () => {
    const url = await emptyDatabase();
    await migrateDatabase(url);
    dataSource = await openDataSource(url, ENTITIES);
    const differences = await dataSource.driver.createSchemaBuilder().log();
    expect(differences.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('change nothing when they run a second time', async () => {
    const url = await emptyDatabase();
    expect(await migrateDatabase(url)).toHaveLength(migrations.length);
    expect(await migrateDatabase(url)).toEqual([]);
  });

  it('do no harm when several brokers start at once', async () => {
    const url = await emptyDatabase();
    const done = await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(url)));
    expect(done.flat()).toHaveLength(migrations.length);
  });

  it('go back to an empty database, and forward again', async () => {
    const url = await emptyDatabase();
    await migrateDatabase(url);
    dataSource = await openDataSource(url);
    for (const _ of migrations) await dataSource.undoLastMigration({ transaction: 'each' });
    const left = await dataSource.query<{ table_name: string }[]>(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    expect(left.map(({ table_name }) => table_name)).toEqual(['migration']);
    expect(await dataSource.runMigrations({ transaction: 'each' })).toHaveLength(migrations.length);
  });
});
