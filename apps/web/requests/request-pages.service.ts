import { Injectable } from '@nestjs/common';
import { AgreementService } from '@broker/agreement';
import {
  noSuchRequest,
  RequestQueries,
  RequestSettings,
  type RequestView,
  type RequestWords,
} from '@broker/disclosure';
import type { Act as ActName, Actor } from '@broker/identity';
import { VaultDestroyed } from '@broker/platform';
import { DenialService } from '../shell/denial.service.js';
import type { QuestionFacts } from './request-question.js';

/** What the pages of a request have in common: the request, its words, and what the rules say around it. */
@Injectable()
export class RequestPages {
  constructor(
    private readonly queries: RequestQueries,
    private readonly settings: RequestSettings,
    private readonly agreements: AgreementService,
    private readonly denials: DenialService,
  ) {}

  /** A request of the actor's agency; otherwise the page of the refusal. */
  async found(id: string, actor: Actor, act: ActName): Promise<RequestView> {
    return this.denials.found(await this.queries.one(actor, id), actor, act, noSuchRequest);
  }

  /** A draft, of which questions can be asked; a request that was sent is no draft any more. */
  async draft(id: string, actor: Actor): Promise<QuestionFacts> {
    const view = await this.found(id, actor, 'request.ask');
    const draft = view.state === 'draft' ? view : null;
    return this.factsOf(await this.denials.found(draft, actor, 'request.ask', noSuchRequest), actor);
  }

  /** Everything that the questions of a request are made of. */
  async factsOf(view: RequestView, actor: Actor): Promise<QuestionFacts> {
    const words = await this.queries.read(view);
    return this.around(view, words, actor);
  }

  /** The same, once the words are known. */
  async around(view: RequestView, words: RequestWords, actor: Actor): Promise<QuestionFacts> {
    const rules = await this.queries.rules(actor);
    const version = await this.agreements.versionInForce(actor.partnershipId);
    const textsOf = (lines: readonly { id: string; text: string }[]) =>
      Object.fromEntries(lines.map(({ id, text }) => [id, text]));
    return {
      view,
      words,
      rules,
      purposes: textsOf(version?.purposes ?? []),
      gatewayTexts: textsOf(version?.gateways ?? []),
      gateways: this.queries.gateways(view, words, rules),
      standard: await this.settings.standard(actor.partnershipId),
    };
  }

  /** What was written on a request; null once it was disposed of. */
  async wordsOf(view: RequestView): Promise<RequestWords | null> {
    try {
      return await this.queries.read(view);
    } catch (error) {
      if (error instanceof VaultDestroyed) return null;
      throw error;
    }
  }
}
