import { Get, Inject, Render } from '@nestjs/common';
import { AgreementQueries, AuthorisationService } from '@broker/agreement';
import { CalendarService, DeadlineQueries } from '@broker/deadlines';
import { RequestQueries } from '@broker/disclosure';
import { ExchangeQueries, type ReleaseView } from '@broker/exchange';
import type { Act as ActName, Actor } from '@broker/identity';
import { CLOCK, type Clock } from '@broker/kernel';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { dutiesOf } from './duties.js';
import { presentHome, type HomePage } from './home.presenter.js';

/** Newest releases of others that the home page looks at. */
const NEWEST = 10;

/** Unfinished requests that the home page looks at. */
const OPEN_REQUESTS = { which: 'open', urgency: null, limit: NEWEST, offset: 0 } as const;

/** The home page: what needs this person. */
@Page()
export class HomeController {
  constructor(
    private readonly authorisation: AuthorisationService,
    private readonly agreements: AgreementQueries,
    private readonly exchange: ExchangeQueries,
    private readonly deadlines: DeadlineQueries,
    private readonly requests: RequestQueries,
    private readonly calendars: CalendarService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(paths.home.pattern)
  @Act('home.view')
  @Render('home/home')
  async show(@CurrentActor() actor: Actor): Promise<HomePage> {
    const may = async (act: ActName) => (await this.authorisation.mayAct(actor, act)).ok;
    const seesReleases = await this.authorisation.mayAct(actor, 'release.view');
    const releases = seesReleases.ok
      ? await this.exchange.releases(actor.partnershipId, { limit: 100, offset: 0 })
      : [];
    const line = await this.agreements.lineOf(actor.partnershipId, actor.agencyId);
    const ours = (release: ReleaseView) => line.includes(release.agencyId);
    const mayCollect = await may('release.collect');
    return presentHome({
      now: this.clock.now(),
      deadlines: dutiesOf(await this.deadlines.openFor(actor), actor.role),
      calendar: await this.calendars.current(),
      names: await this.agreements.namesOf(actor.appointmentId),
      closed: seesReleases.ok || !seesReleases.refusal.code.startsWith('agreement/') ? null : seesReleases.refusal,
      mayDecide: await may('submission.decide'),
      drafts: (await may('request.ask')) ? await this.requests.list(actor, { ...OPEN_REQUESTS, box: 'drafts' }) : [],
      toSecond: (await may('request.second')) ? await this.requests.waitingForSecond(actor) : [],
      submissions: (await may('submission.view'))
        ? await this.exchange.submissions(actor.partnershipId, actor.agencyId)
        : [],
      ourReleases: releases.filter(ours),
      waiting: await this.notCollected(mayCollect ? releases.filter((one) => !ours(one)).slice(0, NEWEST) : [], actor),
    });
  }

  /** Those of the releases that the actor's agency has not collected. */
  private async notCollected(releases: ReleaseView[], actor: Actor): Promise<ReleaseView[]> {
    const agency = (await this.agreements.namesOf(actor.appointmentId))?.agency;
    const collected = await Promise.all(
      releases.map(async ({ id }) => (await this.exchange.collections(id)).some((one) => one.agency === agency)),
    );
    return releases.filter((_, i) => !collected[i]);
  }
}
