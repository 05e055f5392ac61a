import { Module } from '@nestjs/common';
import { RetentionModule } from '@broker/disclosure';
import { PlatformModule } from '@broker/platform';

/** What a command about retention needs of the rooms. */
@Module({ imports: [PlatformModule, RetentionModule] })
export class RetentionCommandModule {}
