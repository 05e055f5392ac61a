import { Get, Param, Render } from '@nestjs/common';
import { AuthorisationService } from '@broker/agreement';
import { isAct, noSuchAct, type Actor } from '@broker/identity';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { PageRefused } from '../shell/page-errors.js';
import {
  presentPermission,
  presentPermissions,
  type PermissionPage,
  type PermissionsPage,
} from './permissions.presenter.js';

/** Who may do what, and "why can I not do this?". */
@Page()
export class PermissionsController {
  constructor(private readonly authorisation: AuthorisationService) {}

  @Get(paths.permissions.pattern)
  @Act('permissions.view')
  @Render('permissions/permissions')
  list(@CurrentActor() actor: Actor): PermissionsPage {
    return presentPermissions(actor.role);
  }

  @Get(paths.permission.pattern)
  @Act('permissions.view')
  @Render('permissions/permission')
  async show(@Param('act') act: string, @CurrentActor() actor: Actor): Promise<PermissionPage> {
    if (!isAct(act)) throw new PageRefused(404, noSuchAct);
    return presentPermission(act, await this.authorisation.conditionsOf(actor, act));
  }
}
