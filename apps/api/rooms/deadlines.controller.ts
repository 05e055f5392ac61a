import { Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AuthorisationService } from '@broker/agreement';
import { DeadlineExplainer, DeadlineQueries, noSuchDeadline } from '@broker/deadlines';
import { deadlineScopeOf, type Actor } from '@broker/identity';
import { CLOCK, RefusedError, type Clock } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { API_PATH } from '../api-path.js';
import { ApiRoom } from '../api-room.js';
import { ApiIdParam, ApiProblems } from '../documents/api-problems.js';
import { DeadlinePageDocument, DeadlinesQuery, ExplainedDeadlineDocument } from '../documents/deadline.documents.js';
import { deadlineDocument, deadlineLine } from '../views/deadline.view.js';
import { pageOf } from '../views/hrefs.js';

/** What is due, and why then. */
@ApiRoom('deadlines')
export class DeadlinesController {
  constructor(
    private readonly deadlines: DeadlineQueries,
    private readonly explainer: DeadlineExplainer,
    private readonly authorisation: AuthorisationService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Act('deadline.view')
  @ApiOperation({ operationId: 'listDeadlines', summary: 'List open deadlines, the first due on top' })
  @ApiOkResponse({ type: DeadlinePageDocument })
  @ApiProblems({ 400: 'The page is not a page' })
  async list(@CurrentActor() actor: Actor, @Query() query: DeadlinesQuery): Promise<DeadlinePageDocument> {
    const { kind, limit, offset } = query;
    const found = await this.deadlines.openFor(deadlineScopeOf(actor), kind ?? null, { limit: limit + 1, offset });
    const { items, next } = pageOf(found, `${API_PATH}/deadlines`, { ...(kind && { kind }), limit, offset });
    const now = this.clock.now();
    return { items: (await this.explainer.explain(items)).map((one) => deadlineLine(one, now)), next };
  }

  @Get(':id')
  @Act('deadline.view')
  @ApiOperation({ operationId: 'readDeadline', summary: 'Read a deadline and why it falls on its date' })
  @ApiIdParam()
  @ApiOkResponse({ type: ExplainedDeadlineDocument })
  @ApiProblems({ 404: 'No such deadline' })
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ExplainedDeadlineDocument> {
    const deadline = await this.deadlines.one(deadlineScopeOf(actor), id);
    if (!deadline) {
      await this.authorisation.recordRefusal(actor, 'deadline.view', noSuchDeadline);
      throw new RefusedError(noSuchDeadline);
    }
    const [explained] = await this.explainer.explain([deadline]);
    return deadlineDocument(explained!, await this.deadlines.versions(deadline), this.clock.now());
  }
}
