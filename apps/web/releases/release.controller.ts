import { Get, Param, Query, Render } from '@nestjs/common';
import { AgreementQueries, AuthorisationService } from '@broker/agreement';
import { ExchangeQueries, noSuchRelease, type CellFilter, type ReleaseView, type StoredCell } from '@broker/exchange';
import type { Actor } from '@broker/identity';
import { LedgerService } from '@broker/ledger';
import { pageNumber } from '../format/pages.js';
import { paths } from '../paths.js';
import { presentProof, type ProofPage } from '../proof/proof.presenter.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { filterOf } from './cell-filter.presenter.js';
import { presentRelease, type ReleasePage } from './release.presenter.js';

/** Cells drawn and added up at most, and cells of the table on one page. */
const CELLS_MAX = 100_000;
const CELLS_SHOWN = 25;

/** One release as the partners see it: report, counts, collection, evidence. */
@Page()
export class ReleaseController {
  constructor(
    private readonly authorisation: AuthorisationService,
    private readonly agreements: AgreementQueries,
    private readonly exchange: ExchangeQueries,
    private readonly ledger: LedgerService,
    private readonly denials: DenialService,
  ) {}

  @Get(paths.release.pattern)
  @Act('release.view')
  @Render('releases/release')
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
  ): Promise<ReleasePage> {
    const found = await this.exchange.release(actor.partnershipId, id);
    const release = await this.denials.found(found, actor, 'release.view', noSuchRelease);
    const filter = filterOf(query);
    const evidence = await this.ledger.entriesOf({ kind: 'release', id: release.id }, actor.partnershipId);
    const maySeeProof = (await this.authorisation.mayAct(actor, 'ledger.view')).ok;
    const signatories = await this.agreements.signatories(actor.partnershipId);
    const ours = await this.agreements.lineOf(actor.partnershipId, actor.agencyId);
    return presentRelease({
      release,
      filter,
      isOwn: ours.includes(release.agencyId),
      choices: await this.exchange.choices(release.submissionId),
      cells: await this.cells(release, filter),
      page: { number: pageNumber(query['page']), length: CELLS_SHOWN },
      collections: await this.exchange.collections(release.id),
      signatories: signatories.length,
      evidence,
      made: maySeeProof ? await this.proofOfMaking(release.id, actor) : null,
      mayCollect: (await this.authorisation.mayAct(actor, 'release.collect')).ok,
      maySeeProof,
    });
  }

  private async proofOfMaking(id: string, { partnershipId }: Actor): Promise<ProofPage | null> {
    const [made] = await this.ledger.entriesOf({ kind: 'release', id }, partnershipId, 1, 'ReleaseMade');
    const proof = made ? await this.ledger.inclusionProof(made.eventId) : null;
    return made && proof ? presentProof(made.eventId, proof) : null;
  }

  private async cells({ submissionId }: ReleaseView, filter: CellFilter): Promise<StoredCell[]> {
    return (await this.exchange.cells(submissionId, filter, { after: 0, limit: CELLS_MAX })).cells;
  }
}
