import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, isId, orThrow, RefusedError, type Clock, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { asSystemWithin, inOneAct } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import {
  checkSamplePlan,
  drawHash,
  noSuchSample,
  nothingToDraw,
  shareOut,
  type SamplePlan,
  type StratumCount,
} from '../domain/index.js';
import { AuditSampleItem } from './audit-sample-item.entity.js';
import { AuditSample } from './audit-sample.entity.js';

const NUMBERS_LOCK = 22_0001;

/** A drawn record, in the order of the draw. */
interface Drawn {
  id: string;
  stratum: string;
}

/** The column that tells the stratum of a record. */
const STRATUM = { none: `''`, agency: 'agency_id::text', gateway: `coalesce(gateway, '')` } as const;

/** Records that had been finished before an instant, of a period: they never change, so the same plan always finds the same ones. */
const POPULATION = `FROM disclosure_record WHERE partnership_id = $1 AND occurred_on BETWEEN $2 AND $3 AND finalised_at < $4`;

/** Draws random samples that anybody can draw again, and keeps what auditors find in them (ISA-22). */
@Injectable()
export class SampleService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Draws a sample. @returns its id, or a refusal of `checkSamplePlan` or `audit/nothing-to-draw`. */
  draw(actor: Actor, asked: Omit<SamplePlan, 'strata'> & { strata: string }): Promise<Result<{ id: string }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const plan = orThrow(checkSamplePlan(asked));
      const drawnAt = this.clock.now();
      const { population, drawn } = await this.drawn(manager, actor.partnershipId, plan, drawnAt);
      if (drawn.length === 0) throw new RefusedError(nothingToDraw);
      const drawSha256 = drawHash(drawn.map(({ id }) => id));
      const { id } = await manager.save(AuditSample, {
        partnershipId: actor.partnershipId,
        number: await nextNumber(manager, 'audit_sample', actor.partnershipId),
        drawnBy: actor.officerId,
        drawnAt,
        fromOn: plan.from,
        toOn: plan.to,
        strata: plan.strata,
        size: plan.size,
        seed: plan.seed,
        population,
        drawSha256,
      });
      const items = drawn.map((one, at) => ({
        sampleId: id,
        position: at + 1,
        recordId: one.id,
        stratum: one.stratum,
      }));
      await manager.insert(AuditSampleItem, items);
      await this.ledger.append(manager, {
        event: 'SampleDrawn',
        ...actorFields(actor),
        subject: { kind: 'sample', id },
        at: drawnAt,
        facts: {
          fromOn: plan.from,
          toOn: plan.to,
          strata: plan.strata,
          size: drawn.length,
          population,
          seedSha256: createHash('sha256').update(plan.seed).digest('hex'),
          drawSha256,
        },
      });
      return { id };
    });
  }

  /** Draws a sample again from what it was drawn from. @returns whether the same records come out, or `audit/no-such-sample`. */
  drawAgain(actor: Actor, id: string): Promise<Result<{ isSame: boolean; population: number; drawSha256: string }>> {
    return inOneAct(this.dataSource, async (manager) => {
      const sample = await this.one(manager, actor, id);
      const { fromOn: from, toOn: to, strata, size, seed, drawnAt } = sample;
      const again = await this.drawn(manager, actor.partnershipId, { from, to, strata, size, seed }, drawnAt);
      const drawSha256 = drawHash(again.drawn.map((one) => one.id));
      const isSame = drawSha256 === sample.drawSha256;
      await this.ledger.append(manager, {
        event: 'SampleDrawnAgain',
        ...actorFields(actor),
        subject: { kind: 'sample', id: sample.id },
        at: this.clock.now(),
        facts: { same: isSame, population: again.population, drawSha256 },
      });
      return { isSame, population: again.population, drawSha256 };
    });
  }

  /** Records that a record of a sample was found in order. @returns nothing, or `audit/no-such-sample`. */
  inOrder(actor: Actor, sampleId: string, position: number): Promise<Result<null>> {
    return inOneAct(this.dataSource, async (manager) => {
      await this.review(manager, actor, sampleId, position, 'in-order');
      return null;
    });
  }

  /** The same within another act. @returns the record. */
  async review(
    manager: EntityManager,
    actor: Actor,
    sampleId: string,
    position: number,
    result: 'in-order' | 'finding',
  ): Promise<string> {
    const sample = await this.one(manager, actor, sampleId);
    const item = Number.isInteger(position)
      ? await manager.findOneBy(AuditSampleItem, { sampleId: sample.id, position })
      : null;
    if (!item) throw new RefusedError(noSuchSample);
    const at = this.clock.now();
    const reviewed = { result, reviewedBy: actor.officerId, reviewedAt: at };
    await manager.update(AuditSampleItem, { sampleId: sample.id, position }, reviewed);
    await this.ledger.append(manager, {
      event: 'SampleItemReviewed',
      ...actorFields(actor),
      subject: { kind: 'record', id: item.recordId },
      at,
      facts: { sampleId: sample.id, position, result },
    });
    return item.recordId;
  }

  private async one(manager: EntityManager, { partnershipId }: Actor, id: string): Promise<AuditSample> {
    const sample = isId(id) ? await manager.findOneBy(AuditSample, { id, partnershipId }) : null;
    if (!sample) throw new RefusedError(noSuchSample);
    return sample;
  }

  /** Counts the strata, shares the sample out, and takes of each the records with the smallest hashes (`rankOf`). */
  private drawn(
    manager: EntityManager,
    partnershipId: string,
    { from, to, strata, size, seed }: SamplePlan,
    by: Date,
  ): Promise<{ population: number; drawn: Drawn[] }> {
    const population = [partnershipId, from, to, by];
    const stratum = STRATUM[strata];
    return asSystemWithin(manager, async () => {
      const counts = await manager.query<StratumCount[]>(
        `SELECT ${stratum} AS stratum, count(*)::int AS count ${POPULATION} GROUP BY 1`,
        population,
      );
      const shares = shareOut(counts, size);
      const drawn = await manager.query<Drawn[]>(
        `SELECT id, stratum FROM (
           SELECT id, stratum, rank, row_number() OVER (PARTITION BY stratum ORDER BY rank) AS place
             FROM (SELECT id, ${stratum} AS stratum, encode(sha256(convert_to($5 || E'\\n' || id::text, 'UTF8')), 'hex') AS rank
                     ${POPULATION}) ranked) placed
           JOIN unnest($6::text[], $7::int[]) AS share(of, take) ON share.of = stratum AND place <= take
          ORDER BY rank`,
        [...population, seed, [...shares.keys()], [...shares.values()]],
      );
      return { population: counts.reduce((sum, { count }) => sum + count, 0), drawn };
    });
  }
}

/** The next number of a partnership's samples or findings; others wait until the transaction ends. */
export async function nextNumber(
  manager: EntityManager,
  table: 'audit_sample' | 'audit_finding',
  partnershipId: string,
): Promise<number> {
  await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [NUMBERS_LOCK, `${table} ${partnershipId}`]);
  const [{ number }] = await manager.query<[{ number: number }]>(
    `SELECT coalesce(max(number), 0)::int + 1 AS number FROM ${table} WHERE partnership_id = $1`,
    [partnershipId],
  );
  return number;
}
