import { Module } from '@nestjs/common';
import { AgreementModule } from '@broker/agreement';
import { ExchangeModule } from '@broker/exchange';
import { IdentityModule } from '@broker/identity';
import { LedgerModule } from '@broker/ledger';
import { PlatformModule } from '@broker/platform';
import { HomeController } from './home/home.controller.js';
import { NotFoundController } from './shell/not-found.controller.js';
import { ShellService } from './shell/shell.service.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignOutController } from './sign-in/sign-out.controller.js';

/** The pages. They ask the rooms and show what these answer: no rules and no SQL of their own. */
@Module({
  imports: [PlatformModule, IdentityModule, AgreementModule, ExchangeModule, LedgerModule],
  controllers: [SignInController, SignOutController, HomeController, NotFoundController],
  providers: [ShellService],
})
export class WebModule {}
