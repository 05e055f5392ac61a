import { inOneAct } from '@broker/platform';
import { lockPartnership } from './lock-partnership.js';
import { Inject, Injectable } from '@nestjs/common';
import { actorFields, type Actor } from '@broker/identity';
import { CLOCK, RefusedError, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { AgreementQueries } from './agreement.queries.js';
import { AgreementService } from './agreement.service.js';
import { oneLine } from './domain/index.js';
import { Signature } from './signature.entity.js';

/** What a signing officer sends: which text was read, and who signs it. */
export interface SigningForm {
  version: number;
  /** SHA-256 of the text that was shown. */
  textSha256: string;
  postHeld: string;
  signedName: string;
  /** That the whole organisation adopts the agreement. */
  adopts: boolean;
}

export const POST_MAX = 200;

/** The signature of an agency under the newest text (ISA-10). A refusal is an entry of the ledger too. */
@Injectable()
export class SigningService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agreements: AgreementService,
    private readonly queries: AgreementQueries,
    private readonly ledger: LedgerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Signs for the actor's agency. Their role and that they have shown who they are, the table of permissions has asked before.
   * @returns nothing, or `agreement/no-such-version`, `agreement/text-superseded`, `agreement/another-text`, `agreement/not-a-signatory`,
   * `agreement/already-signed`, `agreement/post-missing`, `agreement/name-missing` or `agreement/adoption-missing`.
   */
  async sign(actor: Actor, form: SigningForm): Promise<Result<null>> {
    const signed = await inOneAct(this.dataSource, (manager) => this.signIn(manager, actor, form));
    if (!signed.ok) await this.recordRefusal(actor, form.version, signed.refusal);
    return signed;
  }

  private async signIn(manager: EntityManager, actor: Actor, form: SigningForm): Promise<null> {
    const { agencyId, partnershipId, officerId } = actor;
    await lockPartnership(manager, partnershipId);
    const newest = await this.agreements.newestSent(partnershipId, manager);
    if (!newest || form.version > newest.version) throw new RefusedError(noSuchVersion);
    if (form.version < newest.version) throw new RefusedError(textSuperseded(newest.version));
    if (form.textSha256 !== newest.textSha256) throw new RefusedError(anotherText);
    if ((await this.queries.standingOf(partnershipId, agencyId)) === 'not-a-signatory')
      throw new RefusedError(notASignatory);
    const before = { agreementVersionId: newest.id, agencyId };
    if (await manager.exists(Signature, { where: { ...before, endedAt: IsNull() } }))
      throw new RefusedError(alreadySigned);
    const [postHeld, signedName] = [oneLine(form.postHeld), oneLine(form.signedName)];
    if (!postHeld || postHeld.length > POST_MAX) throw new RefusedError(postMissing);
    if (!signedName || signedName.length > POST_MAX) throw new RefusedError(nameMissing);
    if (!form.adopts) throw new RefusedError(adoptionMissing);
    await this.agreements.sign(manager, { ...before, postHeld, signedName, signedBy: officerId }, this.clock.now());
    return null;
  }

  private async recordRefusal(actor: Actor, version: number, { code, clause }: Refusal): Promise<void> {
    await this.dataSource.transaction((manager) =>
      this.ledger.append(manager, {
        event: 'SignatureRefused',
        ...actorFields(actor),
        at: this.clock.now(),
        facts: { version: Number.isSafeInteger(version) ? version : null, code, clause },
      }),
    );
  }
}

/** There is no version with this number that was sent. */
export const noSuchVersion: Refusal = {
  code: 'agreement/no-such-version',
  clause: 'ISA-2',
  message: 'The partnership has sent no version of the agreement with this number for signature.',
  mend: 'Open it from the list of versions.',
};

const textSuperseded = (newest: number): Refusal => ({
  code: 'agreement/text-superseded',
  clause: 'ISA-10',
  message: `This text has been superseded: version ${newest} is the one to sign.`,
  mend: `Read version ${newest} and sign that one.`,
});

const anotherText: Refusal = {
  code: 'agreement/another-text',
  clause: 'ISA-10',
  message: 'The text that was shown is not the one that stands, so nothing was signed.',
  mend: 'Open the page again, read the text that it shows, and sign that one.',
};

const notASignatory: Refusal = {
  code: 'agreement/not-a-signatory',
  clause: 'ISA-10',
  message: 'Your agency is not named as a signatory of this agreement, so it cannot sign it.',
  mend: 'Ask the partnership manager whether your agency should be named.',
};

const alreadySigned: Refusal = {
  code: 'agreement/already-signed',
  clause: 'ISA-10',
  message: 'Your agency has signed this version already.',
  mend: 'There is nothing to do: its signature counts.',
};

const postMissing: Refusal = {
  code: 'agreement/post-missing',
  clause: 'ISA-10',
  message: `A signature needs the post that you hold, in at most ${POST_MAX} characters.`,
  mend: 'Enter your post, for example Chief Executive.',
};

const nameMissing: Refusal = {
  code: 'agreement/name-missing',
  clause: 'ISA-10',
  message: `A signature needs your name, in at most ${POST_MAX} characters.`,
  mend: 'Enter your full name.',
};

const adoptionMissing: Refusal = {
  code: 'agreement/adoption-missing',
  clause: 'ISA-10',
  message: 'Whoever signs adopts the agreement for the whole of their organisation.',
  mend: 'Tick the box if your organisation adopts it. If it does not, do not sign.',
};
