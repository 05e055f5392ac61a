import { Module } from '@nestjs/common';

/** Notices: the inbox, and what leaves it by e-mail, webhook or calendar feed. */
@Module({})
export class NoticesModule {}
