import { Body, Get, Param, Post, Query, Res, type Type } from '@nestjs/common';
import { BreachQueries, BreachService, noSuchBreach, type BreachView } from '@broker/breach';
import type { Actor } from '@broker/identity';
import type { Refusal } from '@broker/kernel';
import type { Response } from 'express';
import { paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { DenialService } from '../shell/denial.service.js';
import { ShellService } from '../shell/shell.service.js';
import type { BreachForm, FormFacts } from './breach-form.js';
import { fieldOf, mergeableInto } from './breach-forms.js';
import { textOf, type Sent } from './form-fields.js';

/** Other breaches that one can be merged into, at most. */
const MERGE_MAX = 100;

/** The controller of one form: asks, does the step, and shows a refusal at its field. */
export function breachFormController(form: BreachForm): Type {
  const pattern = `/breaches/:id/${form.name}`;

  @Page()
  class BreachFormController {
    constructor(
      private readonly breaches: BreachService,
      private readonly queries: BreachQueries,
      private readonly denials: DenialService,
      private readonly shell: ShellService,
    ) {}

    @Get(pattern)
    @Act(form.act)
    async ask(
      @Param('id') id: string,
      @CurrentActor() actor: Actor,
      @Query('action') action: unknown,
      @Res() response: Response,
    ): Promise<void> {
      const facts = await this.factsOf(id, actor, typeof action === 'string' ? action : '');
      response.render('breaches/form', pageOf(form, facts, null));
    }

    @Post(pattern)
    @Act(form.act)
    async act(
      @Param('id') id: string,
      @CurrentActor() actor: Actor,
      @Body() sent: Sent | undefined,
      @Res() response: Response,
    ): Promise<void> {
      const facts = await this.factsOf(id, actor, '');
      if (form.more && textOf(sent ?? {}, 'more')) {
        return response.render('breaches/form', pageOf(form, facts, sent ?? {}));
      }
      const done = await this.breaches.carryOut(actor, id, form.command(sent ?? {}, facts));
      if (!done.ok) return this.refuse(response, facts, sent ?? {}, done.refusal, actor);
      const view = { ...facts.view, breach: done.value };
      response.redirect(303, form.next?.(view) ?? paths.breach({ id }));
    }

    private async refuse(
      response: Response,
      facts: FormFacts,
      sent: Sent,
      refusal: Refusal,
      actor: Actor,
    ): Promise<void> {
      const page = pageOf(form, facts, sent);
      const field = fieldOf(refusal.code, page.fields);
      const errors = [{ text: refusal.message, href: field ? `#${field}` : '#main-content' }];
      const view = await this.shell.explain(refusal, actor);
      response.status(422).render('breaches/form', { ...page, refusal: view, errors, faulty: field });
    }

    private async factsOf(id: string, actor: Actor, actionId: string): Promise<FormFacts> {
      const view: BreachView = await this.denials.found(
        await this.queries.find(actor, id),
        actor,
        form.act,
        noSuchBreach,
      );
      const others = form.name === 'partners' ? await this.queries.accusable(actor) : [];
      const page = { which: 'open', limit: MERGE_MAX, offset: 0 } as const;
      const mergeable = form.name === 'merge' ? mergeableInto(await this.queries.list(actor, page), id) : [];
      return { view, agencyId: actor.agencyId, others, mergeable, actionId };
    }
  }

  return BreachFormController;
}

/** What the template of a form shows. */
function pageOf(form: BreachForm, facts: FormFacts, sent: Sent | null) {
  const { title, intro, button, isWarning, more } = form;
  const fields = form.fields(facts, sent);
  const { id, number } = facts.view;
  return {
    heading: title,
    intro,
    button,
    isWarning,
    more: more && { text: more, countOf: fields.filter(({ kind }) => kind === 'action').length },
    caption: `Breach ${number}`,
    back: paths.breach({ id }),
    fields,
    errors: [] as { text: string; href: string }[],
  };
}
