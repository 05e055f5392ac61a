import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AuthorisationService } from '@broker/agreement';
import { isAct, noSuchAct, PERMISSIONS, type Act as ActName, type Actor, type Permission } from '@broker/identity';
import { RefusedError } from '@broker/kernel';
import { Act, CurrentActor } from '../access/act.js';
import { ApiRoom } from '../api-room.js';
import { ApiProblems } from '../documents/api-problems.js';
import {
  PermissionListDocument,
  PermissionsQuery,
  type PermissionDocument,
} from '../documents/permission.documents.js';

/** Who may do what, and why the caller may or may not. */
@ApiRoom('permissions')
export class PermissionsController {
  constructor(private readonly authorisation: AuthorisationService) {}

  @Get()
  @Act('permissions.view')
  @ApiOperation({ operationId: 'listPermissions', summary: 'List who may do what, and what would open it to you' })
  @ApiOkResponse({ type: PermissionListDocument })
  @ApiProblems({ 400: 'The query is not understood', 404: 'No such act' })
  async list(@Query() { act }: PermissionsQuery, @CurrentActor() actor: Actor): Promise<PermissionListDocument> {
    if (act !== undefined && !isAct(act)) throw new RefusedError(noSuchAct);
    const acts = act === undefined ? (Object.keys(PERMISSIONS) as ActName[]) : [act];
    return { items: await Promise.all(acts.map((one) => this.lineOf(actor, one))) };
  }

  private async lineOf(actor: Actor, act: ActName): Promise<PermissionDocument> {
    const { words, roles, involvement, needs, clause, breakGlass }: Permission = PERMISSIONS[act];
    const conditions = await this.authorisation.conditionsOf(actor, act);
    return {
      act,
      words,
      roles: [...roles],
      involvement,
      needs: [...needs],
      clause,
      breakGlass: breakGlass === true,
      may: conditions.every(({ refusal }) => refusal === null),
      conditions: conditions.map(({ words: condition, clause: asked, refusal }) => ({
        words: condition,
        met: refusal === null,
        clause: asked,
        message: refusal?.message ?? null,
        mend: refusal?.mend ?? null,
      })),
    };
  }
}
