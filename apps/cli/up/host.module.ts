import { Module } from '@nestjs/common';
import { ApiModule } from '../../api/api.module.js';
import { WebModule } from '../../web/web.module.js';

/** Pages and interface in one process on one port: the one place where an app hosts others. */
@Module({ imports: [ApiModule, WebModule] })
export class HostModule {}
