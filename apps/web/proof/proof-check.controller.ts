import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Get, Render, Res } from '@nestjs/common';
import { policyText, ProofFilesService } from '@broker/ledger';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Page, Public } from '../shell/act.decorator.js';
import { webFolder } from '../shell/package-root.js';

const script = (name: string): string => readFileSync(path.join(webFolder('assets'), name), 'utf8');

/** Where anybody checks a proof, in their own browser: nothing is sent, so nobody has to sign in. */
@Page()
export class ProofCheckController {
  constructor(private readonly proofs: ProofFilesService) {}

  @Get(paths.proofCheck.pattern)
  @Public()
  @Render('proof/check')
  async show(): Promise<{ keys: string }> {
    return { keys: await this.keys() };
  }

  /** The same page in one file, which works from a disk without any network. */
  @Get(paths.proofCheckPage.pattern)
  @Public()
  async download(@Res() response: Response): Promise<void> {
    const scripts = ['check-proof.js', 'check-proof-page.js'].map(script);
    response.attachment('check-proofs.html').type('html');
    response.render('proof/check-offline', { keys: await this.keys(), scripts });
  }

  @Get(paths.proofKeys.pattern)
  @Public()
  async keysFile(@Res() response: Response): Promise<void> {
    response
      .attachment('keys.txt')
      .type('text/plain')
      .send(await this.keys());
  }

  /** Public keys and the quorum; nothing before the log has a key. */
  private async keys(): Promise<string> {
    const policy = await this.proofs.policyOf(null);
    return policy ? policyText(policy) : '';
  }
}
