import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Result } from '@broker/kernel';
import { CONFIG, readOutsideAddress, RESOLVE, resolveOutside, type Config, type Resolve } from '@broker/platform';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import {
  COSIGNATURE_KEY,
  DEFAULT_QUORUM_TERMS,
  parseVkey,
  QUORUM_HOURS_MAX,
  toHex,
  WITNESSES_MAX,
  type QuorumTerms,
} from '../domain/index.js';
import { LedgerService } from '../ledger.service.js';
import { witnessAddress } from './witness-address.js';
import { lockWitnesses } from './witness-lock.js';
import {
  hoursOutOfReach,
  noSuchWitness,
  notAWitnessKey,
  quorumOutOfReach,
  sameWitness,
  tooManyWitnesses,
  witnessNeeded,
} from './witness-refusals.js';
import { WitnessRule } from './witness-rule.entity.js';
import { Witness } from './witness.entity.js';

/** Who asks, for which agency in which partnership; the installation itself has no officer. */
export interface WitnessAsker {
  officerId: string | null;
  agencyId: string | null;
  partnershipId: string;
}

/** A witness as its agency tells of it. */
export interface WitnessDetails {
  /** The agency that runs it, one of the partnership's. */
  agencyId: string;
  /** What “broker witness” printed. */
  vkey: string;
  address: string;
}

/** Who witnesses the log for a partnership, and what happens when they do not (ISA-22). */
@Injectable()
export class WitnessService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    @Inject(RESOLVE) private readonly resolve: Resolve,
    @Inject(CONFIG) private readonly config: Pick<Config, 'production' | 'witnessHosts'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Enters a witness. @returns its id, or `ledger/not-a-witness-key`, `ledger/witness-not-https`, `ledger/witness-no-such-host`,
   * `ledger/witness-not-public`, `ledger/witness-twice` or `ledger/witnesses-too-many`.
   */
  async register(asker: WitnessAsker, { agencyId, vkey, address }: WitnessDetails): Promise<Result<string>> {
    const key = parseVkey(vkey.trim());
    if (key?.type !== COSIGNATURE_KEY) return refuse(notAWitnessKey);
    const checked = await this.checkAddress(address);
    if (!checked.ok) return checked;
    const { partnershipId } = asker;
    return this.dataSource.transaction(async (manager): Promise<Result<string>> => {
      const before = await this.lockAll(manager, partnershipId);
      if (before.some((one) => one.vkey === vkey.trim())) return refuse(sameWitness);
      if (before.length >= WITNESSES_MAX) return refuse(tooManyWitnesses);
      const at = this.clock.now();
      const { id } = await manager.save(Witness, {
        partnershipId,
        agencyId,
        vkey: vkey.trim(),
        address: checked.value,
        registeredBy: asker.officerId,
        registeredAt: at,
      });
      await this.ledger.append(manager, {
        event: 'WitnessRegistered',
        ...entryOf(asker, id, at),
        facts: {
          witnessAgencyId: agencyId,
          keyId: toHex(key.keyId),
          vkeySha256: sha256(vkey.trim()),
          addressSha256: sha256(checked.value),
        },
      });
      return accept(id);
    });
  }

  /** Gives a witness another address. @returns its id, or `ledger/no-such-witness` or a refusal of the address. */
  async move(asker: WitnessAsker, id: string, address: string): Promise<Result<string>> {
    const checked = await this.checkAddress(address);
    if (!checked.ok) return checked;
    return this.dataSource.transaction(async (manager): Promise<Result<string>> => {
      const witness = (await this.lockAll(manager, asker.partnershipId)).find((one) => one.id === id);
      if (!witness) return refuse(noSuchWitness);
      const at = this.clock.now();
      await manager.update(Witness, { id }, { address: checked.value, failures: 0, fault: null, askedAt: null });
      await this.ledger.append(manager, {
        event: 'WitnessMoved',
        ...entryOf(asker, id, at),
        facts: { addressSha256: sha256(checked.value) },
      });
      return accept(id);
    });
  }

  /** Removes a witness. @returns its id, or `ledger/no-such-witness`, or `ledger/witness-needed` when too few would be left. */
  remove(asker: WitnessAsker, id: string): Promise<Result<string>> {
    return this.dataSource.transaction(async (manager): Promise<Result<string>> => {
      const witnesses = await this.lockAll(manager, asker.partnershipId);
      const witness = witnesses.find((one) => one.id === id);
      if (!witness) return refuse(noSuchWitness);
      const { quorum } = await this.termsIn(manager, asker.partnershipId);
      // The last one may go: a partnership without witnesses says so on its page, and no rule holds.
      if (witnesses.length > 1 && witnesses.length - 1 < quorum) return refuse(witnessNeeded);
      const at = this.clock.now();
      await manager.update(Witness, { id }, { removedAt: at });
      await this.ledger.append(manager, {
        event: 'WitnessRemoved',
        ...entryOf(asker, id, at),
        facts: { keyId: toHex(parseVkey(witness.vkey)!.keyId) },
      });
      return accept(id);
    });
  }

  /** The rule that holds for a partnership. */
  terms(partnershipId: string): Promise<QuorumTerms> {
    return this.termsIn(this.dataSource.manager, partnershipId);
  }

  /** Sets the rule. @returns it, or `ledger/quorum-out-of-reach` or `ledger/quorum-hours`. */
  setRule(asker: WitnessAsker, { quorum, hours }: QuorumTerms): Promise<Result<QuorumTerms>> {
    return this.dataSource.transaction(async (manager): Promise<Result<QuorumTerms>> => {
      const { partnershipId, officerId } = asker;
      const { length } = await this.lockAll(manager, partnershipId);
      if (!Number.isInteger(quorum) || quorum < 1 || quorum > Math.max(1, length)) return refuse(quorumOutOfReach);
      if (!Number.isInteger(hours) || hours < 1 || hours > QUORUM_HOURS_MAX) return refuse(hoursOutOfReach);
      const at = this.clock.now();
      await manager.upsert(WitnessRule, { partnershipId, quorum, hours, setBy: officerId, setAt: at }, [
        'partnershipId',
      ]);
      await this.ledger.append(manager, {
        event: 'WitnessRuleSet',
        ...entryOf(asker, partnershipId, at),
        subject: { kind: 'partnership', id: partnershipId },
        facts: { quorum, hours },
      });
      return accept({ quorum, hours });
    });
  }

  private async checkAddress(text: string): Promise<Result<string>> {
    const of = witnessAddress(this.config);
    const url = readOutsideAddress(text, this.config.production, of);
    if (!url.ok) return url;
    const resolved = await resolveOutside(url.value, this.resolve, of);
    return resolved.ok ? accept(url.value.href.replace(/\/+$/, '')) : resolved;
  }

  private async termsIn(manager: EntityManager, partnershipId: string): Promise<QuorumTerms> {
    const set = await manager.findOneBy(WitnessRule, { partnershipId });
    return set ? { quorum: set.quorum, hours: set.hours } : DEFAULT_QUORUM_TERMS;
  }

  /** The partnership's witnesses, locked, so that of two changes at once neither counts on what the other takes away. */
  private async lockAll(manager: EntityManager, partnershipId: string): Promise<Witness[]> {
    await lockWitnesses(manager, partnershipId);
    return manager.findBy(Witness, { partnershipId, removedAt: IsNull() });
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const entryOf = ({ officerId, agencyId, partnershipId }: WitnessAsker, id: string, at: Date) => ({
  partnershipId,
  agencyId,
  officerId,
  at,
  subject: { kind: 'witness', id },
});
