import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inPartnership, ofVisible, rowSecurity } from '../row-security.js';

/** Notices in the inbox, what leaves it (outbox, webhooks, calendar feeds), and who wants e-mail when. */
export class Notices1763596800006 implements MigrationInterface {
  name = 'Notices1763596800006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['calendar_feed', 'notice_preference', 'outbox_message', 'webhook', 'notice']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

const UP = [
  `CREATE TABLE notice (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     key text NOT NULL,
     partnership_id uuid NOT NULL,
     officer_id uuid NOT NULL,
     kind text NOT NULL,
     clause text NOT NULL,
     subject_kind text NOT NULL,
     subject_id text NOT NULL,
     facts jsonb NOT NULL,
     sent_at timestamptz NOT NULL,
     read_at timestamptz,
     UNIQUE (key, officer_id))`,
  `CREATE INDEX notice_officer_id_partnership_id_sent_at_idx ON notice (officer_id, partnership_id, sent_at)`,
  `CREATE TABLE webhook (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     partnership_id uuid NOT NULL,
     agency_id uuid NOT NULL,
     address text NOT NULL,
     sealed_secret bytea NOT NULL,
     state text NOT NULL,
     failures integer NOT NULL DEFAULT 0,
     registered_by uuid NOT NULL,
     registered_at timestamptz NOT NULL,
     last_success_at timestamptz,
     last_fault text,
     CONSTRAINT webhook_state_check CHECK (state IN ('on','off','removed')))`,
  `CREATE UNIQUE INDEX webhook_same_address_idx ON webhook (partnership_id, agency_id, address) WHERE state <> 'removed'`,
  `CREATE TABLE outbox_message (
     id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
     key text NOT NULL UNIQUE,
     channel text NOT NULL,
     partnership_id uuid,
     officer_id uuid,
     notice_id uuid REFERENCES notice,
     webhook_id uuid REFERENCES webhook,
     state text NOT NULL DEFAULT 'waiting',
     attempts integer NOT NULL DEFAULT 0,
     next_at timestamptz NOT NULL,
     lease_until timestamptz,
     made_at timestamptz NOT NULL,
     ended_at timestamptz,
     fault text,
     CONSTRAINT outbox_message_channel_check CHECK (channel IN ('email','digest','test-email','webhook')),
     CONSTRAINT outbox_message_target_check CHECK ((channel = 'webhook') = (webhook_id IS NOT NULL)
       AND (channel = 'webhook' OR officer_id IS NOT NULL) AND (channel <> 'email' OR notice_id IS NOT NULL)),
     CONSTRAINT outbox_message_state_check CHECK (state IN ('waiting','sent','dropped','dead')))`,
  `CREATE INDEX outbox_message_next_at_idx ON outbox_message (next_at) WHERE state = 'waiting'`,
  `CREATE INDEX outbox_message_state_ended_at_idx ON outbox_message (state, ended_at)`,
  `CREATE TABLE notice_preference (
     officer_id uuid NOT NULL PRIMARY KEY,
     email text NOT NULL,
     changed_at timestamptz NOT NULL,
     CONSTRAINT notice_preference_email_check CHECK (email IN ('at-once','daily','none')))`,
  `CREATE TABLE calendar_feed (
     officer_id uuid NOT NULL,
     partnership_id uuid NOT NULL,
     token_sha256 text NOT NULL UNIQUE,
     made_at timestamptz NOT NULL,
     PRIMARY KEY (officer_id, partnership_id))`,
  ...['notice', 'webhook', 'outbox_message', 'calendar_feed'].flatMap((table) => rowSecurity(table, inPartnership())),
  ...rowSecurity('notice_preference', ofVisible('officer_id', 'officer')),
];
