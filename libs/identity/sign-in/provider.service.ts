import { Inject, Injectable, Logger } from '@nestjs/common';
import { accept, CLOCK, refuse, type Clock, type Refusal, type Result } from '@broker/kernel';
import { LedgerService } from '@broker/ledger';
import { CONFIG, seal, unseal, type Config } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { isSteppedUp, type Actor } from '../domain/index.js';
import { Officer } from '../officer.entity.js';
import { actorFields } from './actor-fields.js';
import { beginAttempt, takeAttempt } from './attempts.js';
import { IdentityProvider } from './identity-provider.entity.js';
import { inSystem } from './in-system.js';
import type { Origin } from './origin.js';
import { authorisationRequest, claimsOf, discover, isIssuerAddress, type ExpectedAnswer } from './provider-client.js';
import type { ProviderClaims, ProviderSettings } from './provider-client.js';
import { ProviderSubject } from './provider-subject.entity.js';
import { SignInService, type SignInAnswer } from './sign-in.service.js';
import { attemptOver } from './sign-in-refusals.js';
import { sha256 } from './tokens.js';

const PURPOSE = 'identity-provider';

/** An agency's own sign-in on the sign-in page; the id is the agency's. */
export interface ProviderView {
  id: string;
  agency: string;
}

/** Sign-in through an agency's own organisation (OpenID Connect: authorisation code with PKCE). */
@Injectable()
export class ProviderService {
  private readonly log = new Logger('Providers');

  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
    private readonly signIns: SignInService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'tokenSecret' | 'production'>,
  ) {}

  /** The agencies that have a sign-in of their own, by name. */
  providers(): Promise<ProviderView[]> {
    return inSystem(this.dataSource, (manager) =>
      manager.query<ProviderView[]>(
        `SELECT a.id, a.name AS agency FROM identity_provider p JOIN agency a ON a.id = p.agency_id ORDER BY a.name`,
      ),
    );
  }

  /** What is set up for the actor's agency, without its secret; null when nothing is. */
  async ofAgency(actor: Actor): Promise<Pick<IdentityProvider, 'id' | 'issuer' | 'clientId' | 'setAt'> | null> {
    const { agencyId } = actor;
    return inSystem(this.dataSource, (manager) =>
      manager.findOne(IdentityProvider, {
        where: { agencyId },
        select: { id: true, issuer: true, clientId: true, setAt: true },
      }),
    );
  }

  /**
   * Sets up the sign-in of the actor's agency. The provider is asked first whether it is what it is said to be.
   * @returns its id, or `identity/provider-incomplete`, `identity/provider-address` or `identity/provider-silent`.
   */
  async set(actor: Actor, settings: ProviderSettings): Promise<Result<string>> {
    const { issuer, clientId, clientSecret } = settings;
    if (!clientId || !clientSecret) return refuse(incomplete);
    if (!isIssuerAddress(issuer, this.config.production)) return refuse(wrongAddress);
    if (!(await this.orNull(() => discover(settings, this.config.production)))) return refuse(silent);
    const { agencyId } = actor;
    const at = this.clock.now();
    return inSystem(this.dataSource, async (manager) => {
      const row = {
        issuer,
        clientId,
        clientSecret: seal(this.config.tokenSecret, PURPOSE, agencyId, Buffer.from(clientSecret)),
        setBy: actor.officerId,
        setAt: at,
      };
      await manager.upsert(IdentityProvider, { agencyId, ...row }, ['agencyId']);
      const { id } = await manager.findOneByOrFail(IdentityProvider, { agencyId });
      await this.ledger.append(manager, {
        event: 'IdentityProviderSet',
        ...actorFields(actor),
        subject: { kind: 'agency', id: agencyId },
        at,
        facts: { issuerSha256: sha256(issuer) },
      });
      return accept(id);
    });
  }

  /** Takes the sign-in of the actor's agency away. Officers sign in by password or passkey again. @returns true, or `identity/no-provider`. */
  remove(actor: Actor): Promise<Result<true>> {
    const { agencyId } = actor;
    return inSystem(this.dataSource, async (manager) => {
      const provider = await manager.findOneBy(IdentityProvider, { agencyId });
      if (!provider) return refuse(noProvider);
      await manager.delete(IdentityProvider, { agencyId });
      await manager.delete(ProviderSubject, { issuer: provider.issuer });
      await this.ledger.append(manager, {
        event: 'IdentityProviderRemoved',
        ...actorFields(actor),
        subject: { kind: 'agency', id: agencyId },
        at: this.clock.now(),
        facts: { issuerSha256: sha256(provider.issuer) },
      });
      return accept(true);
    });
  }

  /**
   * Sends a person to their agency's sign-in.
   * @param redirectUri where they come back to. @param again asks them to sign in there anew.
   * @returns the address, and the token of the attempt; or `identity/no-provider` or `identity/provider-silent`.
   */
  async begin(
    agencyId: string,
    redirectUri: string,
    again: boolean,
  ): Promise<Result<{ address: string; attempt: string }>> {
    const provider = await this.find(agencyId);
    if (!provider) return refuse(noProvider);
    const request = await this.orNull(async () =>
      authorisationRequest(await discover(this.settingsOf(provider), this.config.production), redirectUri, again),
    );
    if (!request) return this.signIns.refused(null, silent);
    const expected = { ...request.expected, agencyId };
    const attempt = await inSystem(this.dataSource, (manager) =>
      beginAttempt(manager, { purpose: 'provider', officerId: null, expected }, this.clock.now()),
    );
    return accept({ address: request.address, attempt });
  }

  /**
   * Takes the answer of an agency's sign-in.
   * @param answer the address that the person came back to, whole.
   * @returns as `SignInService.signIn`; also `identity/attempt-over`, `identity/provider-refused`, `identity/provider-unverified-email` or
   * `identity/provider-unknown-officer`.
   */
  async finish(agencyId: string, attempt: string, answer: URL, origin: Origin): Promise<Result<SignInAnswer>> {
    const taken = await inSystem(this.dataSource, (manager) =>
      takeAttempt(manager, attempt, 'provider', this.clock.now()),
    );
    const provider = taken?.expected['agencyId'] === agencyId ? await this.find(agencyId) : null;
    if (!taken || !provider) return this.signIns.refused(null, attemptOver);
    const claims = await this.orNull(async () =>
      claimsOf(
        await discover(this.settingsOf(provider), this.config.production),
        answer,
        taken.expected as unknown as ExpectedAnswer,
      ),
    );
    if (!claims) return this.signIns.refused(null, providerRefused);
    const officer = await inSystem(this.dataSource, (manager) => this.officerOf(manager, provider, claims));
    if (!officer.ok) return this.signIns.refused(null, officer.refusal);
    const actor = officer.value;
    const isFresh = isSteppedUp(claims.signedInAt, this.clock.now());
    return claims.isMultiFactor
      ? this.signIns.signInAs(actor.officerId, 'provider', origin, isFresh)
      : accept(await this.signIns.goOn(actor, 'provider', origin, isFresh));
  }

  /** Known by subject from the second time on; the first time by an email address that the provider has verified. */
  private async officerOf(
    manager: EntityManager,
    { id: providerId, issuer, agencyId }: IdentityProvider,
    { subject, email, isEmailVerified }: ProviderClaims,
  ): Promise<Result<Actor>> {
    const now = this.clock.now();
    const linked = await manager.findOneBy(ProviderSubject, { issuer, subject });
    if (!linked && (!email || !isEmailVerified)) return refuse(unverifiedEmail);
    const officer = linked
      ? await manager.findOneBy(Officer, { id: linked.officerId })
      : await manager.findOneBy(Officer, { email: email ?? '' });
    const actor = officer && (await appointmentIn(manager, officer.id, agencyId, now));
    if (!actor) return refuse(unknownOfficer);
    if (linked) return accept(actor);
    if (await manager.existsBy(ProviderSubject, { issuer, officerId: actor.officerId })) return refuse(unknownOfficer);
    await manager.insert(ProviderSubject, { issuer, subject, officerId: actor.officerId, linkedAt: now });
    await this.ledger.append(manager, {
      event: 'ProviderSubjectLinked',
      ...actorFields(actor),
      subject: { kind: 'officer', id: actor.officerId },
      at: now,
      facts: { providerId },
    });
    return accept(actor);
  }

  private find(agencyId: string): Promise<IdentityProvider | null> {
    return inSystem(this.dataSource, (manager) => manager.findOneBy(IdentityProvider, { agencyId }));
  }

  private settingsOf({ agencyId, issuer, clientId, clientSecret }: IdentityProvider): ProviderSettings {
    const secret = unseal(this.config.tokenSecret, PURPOSE, agencyId, clientSecret).toString();
    return { issuer, clientId, clientSecret: secret };
  }

  /** The library throws at whatever is wrong. Which check failed is for the operator's eyes, without what was sent. */
  private async orNull<T>(check: () => Promise<T>): Promise<T | null> {
    try {
      return await check();
    } catch (error) {
      const { code, name } = error as { code?: string; name?: string };
      this.log.warn(`An agency's own sign-in did not go through: ${code ?? name ?? 'unknown'}`);
      return null;
    }
  }
}

/** The officer's appointment for one agency that is in force, or null. */
async function appointmentIn(manager: EntityManager, officerId: string, agencyId: string, now: Date) {
  const [row] = await manager.query<Actor[]>(
    `SELECT a.id AS "appointmentId", a.officer_id AS "officerId", a.agency_id AS "agencyId",
            a.partnership_id AS "partnershipId", a.role
       FROM appointment a
      WHERE a.officer_id = $1 AND a.agency_id = $2
        AND a.started_on <= $3::date AND (a.ended_on IS NULL OR a.ended_on >= $3::date)
      ORDER BY a.started_on, a.id LIMIT 1`,
    [officerId, agencyId, now],
  );
  return row ?? null;
}

const refusal = (what: string, message: string, mend: string): Refusal => ({
  code: `identity/${what}`,
  clause: 'ISA-26',
  message,
  mend,
});

const noProvider = refusal(
  'no-provider',
  'This agency has no sign-in of its own set up here.',
  'Sign in with your email address and password, or with a passkey.',
);

const incomplete = refusal(
  'provider-incomplete',
  'The client id or the client secret is missing.',
  'Both come from whoever runs your agency’s sign-in, once the broker is registered there.',
);

const wrongAddress = refusal(
  'provider-address',
  'The address of the sign-in is not one that can be used.',
  'Give the issuer’s address as its documents write it, beginning with https:// and with a name, not a number.',
);

const silent = refusal(
  'provider-silent',
  'Your agency’s sign-in does not answer, or says that it is another one.',
  'Check the issuer’s address with whoever runs it. In the meantime use your password or a passkey.',
);

const providerRefused = refusal(
  'provider-refused',
  'Your agency’s sign-in did not confirm who you are.',
  'Try again. If it happens again, tell whoever runs your agency’s sign-in.',
);

const unverifiedEmail = refusal(
  'provider-unverified-email',
  'Your agency’s sign-in does not vouch for your email address.',
  'Ask whoever runs it to verify your address there, or sign in with your password.',
);

const unknownOfficer = refusal(
  'provider-unknown-officer',
  'Whoever signed in there is not one of that agency’s officers here.',
  'Ask your agency’s signing officer whether you are nominated, and under which email address.',
);
