import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@broker/kernel';
import { asSystem, CONFIG, RESOLVE, type Config, type Resolve } from '@broker/platform';
import { DataSource } from 'typeorm';
import { newestCheckpoint, storedConsistency } from '../checkpoints/checkpoint-signing.js';
import type { LedgerCheckpoint } from '../checkpoints/ledger-checkpoint.entity.js';
import { LedgerCosignature } from '../checkpoints/ledger-cosignature.entity.js';
import { isWitnessAlarm, mayBeAsked, noteText, parseVkey, verifyCosignature } from '../domain/index.js';
import { callWitness, type WitnessAnswer } from './witness-call.js';
import { Witness } from './witness.entity.js';

/** A cosignature that was checked. */
interface Cosigned {
  line: string;
  signedAt: Date;
}

/** Goes round the witnesses with the newest checkpoint and keeps what they put under it (ISA-22). The worker does; any number may at once. */
@Injectable()
export class WitnessRounds {
  private readonly log = new Logger(WitnessRounds.name);

  constructor(
    private readonly dataSource: DataSource,
    @Inject(RESOLVE) private readonly resolve: Resolve,
    @Inject(CONFIG) private readonly config: Pick<Config, 'production' | 'witnessHosts'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asks each witness that has not cosigned the newest checkpoint and is not in a pause after failures. @returns how many cosigned. */
  goRound(): Promise<number> {
    return asSystem(async () => {
      const checkpoint = await newestCheckpoint(this.dataSource.manager);
      if (!checkpoint) return 0;
      const due = (await this.withoutCosignature(checkpoint)).filter((one) => mayBeAsked(one, this.clock.now()));
      const cosigned = await Promise.all(due.map((witness) => this.ask(witness, checkpoint)));
      return cosigned.filter(Boolean).length;
    });
  }

  private withoutCosignature({ size }: LedgerCheckpoint): Promise<Witness[]> {
    return this.dataSource.manager
      .createQueryBuilder(Witness, 'w')
      .where('w.removed_at IS NULL')
      .andWhere('NOT EXISTS (SELECT 1 FROM ledger_cosignature c WHERE c.witness_id = w.id AND c.size = :size)', {
        size,
      })
      .getMany();
  }

  private async ask(witness: Witness, checkpoint: LedgerCheckpoint): Promise<boolean> {
    const found = await this.cosignatureOf(witness, checkpoint);
    if (found === 'overtaken') return false;
    const isNew = 'fault' in found && found.fault !== witness.fault;
    if (isNew && isWitnessAlarm(found.fault)) this.log.error(`Witness ${witness.id} does not cosign: ${found.fault}`);
    await this.keep(witness, checkpoint, found);
    return 'line' in found;
  }

  /** 'overtaken' when another process has signed a newer checkpoint meanwhile, and had it cosigned: the next round has that one. */
  private async cosignatureOf(
    witness: Witness,
    checkpoint: LedgerCheckpoint,
  ): Promise<Cosigned | { fault: string } | 'overtaken'> {
    const size = Number(checkpoint.size);
    const believed = Number(witness.heldSize ?? 0);
    let answer: WitnessAnswer = believed > size ? { size: believed } : await this.call(witness, checkpoint, believed);
    // The witness knows better what it cosigned last; it is asked once more from there.
    if ('size' in answer && answer.size < size && answer.size !== believed)
      answer = await this.call(witness, checkpoint, answer.size);
    else if ('size' in answer && answer.size === size && believed !== size)
      answer = await this.call(witness, checkpoint, size);
    if ('size' in answer && answer.size > size) {
      const newest = await newestCheckpoint(this.dataSource.manager);
      return answer.size <= Number(newest!.size) ? 'overtaken' : { fault: 'witness/ahead' };
    }
    if ('size' in answer) return { fault: 'witness/fork' };
    return 'fault' in answer ? answer : checkedLine(answer.lines, witness, checkpoint);
  }

  private async call({ address }: Witness, { size, note }: LedgerCheckpoint, oldSize: number): Promise<WitnessAnswer> {
    const proof = await storedConsistency(this.dataSource.manager, oldSize, Number(size));
    return callWitness(address, { oldSize, proof, note }, this.resolve, this.config);
  }

  private async keep(witness: Witness, { size }: LedgerCheckpoint, found: Cosigned | { fault: string }): Promise<void> {
    const [{ id }, askedAt] = [witness, this.clock.now()];
    await this.dataSource.transaction(async (manager) => {
      if ('fault' in found) {
        await manager.update(Witness, { id }, { askedAt, failures: witness.failures + 1, fault: found.fault });
        return;
      }
      const row = { size, witnessId: id, ...found };
      await manager.createQueryBuilder().insert().into(LedgerCosignature).values(row).orIgnore().execute();
      await manager.update(Witness, { id }, { askedAt, failures: 0, fault: null, heldSize: size });
    });
  }
}

/** The line that this witness's key made for this checkpoint; lines of keys that nobody named count for nothing. */
function checkedLine(lines: string, { vkey }: Witness, { note }: LedgerCheckpoint): Cosigned | { fault: string } {
  const [key, text] = [parseVkey(vkey), noteText(note)];
  if (!key || text === null) return { fault: 'witness/bad-cosignature' };
  for (const line of lines.split('\n').filter(Boolean)) {
    const time = verifyCosignature(line, key, text);
    if (typeof time === 'number') return { line: `${line}\n`, signedAt: new Date(time * 1000) };
  }
  return { fault: 'witness/bad-cosignature' };
}
