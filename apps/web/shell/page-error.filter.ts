import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { ChoiceNeeded, PageRefused, SignInNeeded, StepUpNeeded } from './page-errors.js';
import type { PageRequest } from './page-request.js';
import { ShellService } from './shell.service.js';

const HEADINGS = { 403: 'You may not do this', 404: 'Page not found', 409: 'This cannot be done now' };

/** Shows errors of the pages as pages. The JSON interface has its own. */
@Catch()
export class PageErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('Pages');

  constructor(private readonly shell: ShellService) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<PageRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      this.tell(error, request);
      response.destroy();
    } else if (error instanceof SignInNeeded) {
      response.redirect(303, paths.signIn({}, { next: error.next }));
    } else if (error instanceof ChoiceNeeded) {
      response.redirect(303, paths.appointments({}, { next: error.next }));
    } else if (error instanceof StepUpNeeded) {
      response.redirect(303, paths.confirmItIsYou({}, { next: error.next }));
    } else if (error instanceof PageRefused) {
      await this.refuse(error, request, response);
    } else {
      const status = error instanceof HttpException ? error.getStatus() : 500;
      if (status >= 500) this.tell(error, request);
      response.status(status).render(`errors/${viewOf(status)}`);
    }
  }

  private async refuse({ status, refusal, act }: PageRefused, request: PageRequest, response: Response): Promise<void> {
    const view = await this.shell.explain(refusal, request.actor).catch(() => null);
    const why = act && paths.permission({ act });
    if (view) response.status(status).render('errors/refused', { heading: HEADINGS[status], refusal: view, why });
    else response.status(500).render('errors/fault');
  }

  /** The address goes into the log without its question, which may hold what a person typed. */
  private tell(error: unknown, request: PageRequest): void {
    const stack = error instanceof Error ? error.stack : String(error);
    this.log.error(`${request.method} ${request.path} failed`, stack);
  }
}

function viewOf(status: number): string {
  if (status === 404) return 'not-found';
  return status >= 500 ? 'fault' : 'not-understood';
}
