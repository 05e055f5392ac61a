import { Body, Get, Post, Query, Res } from '@nestjs/common';
import { AgreementQueries } from '@broker/agreement';
import { AppointmentChoice, type Actor } from '@broker/identity';
import type { Response } from 'express';
import { localPath, paths } from '../paths.js';
import { Act, CurrentActor, Page } from '../shell/act.decorator.js';
import { SignInCookies } from '../sign-in/session-cookie.js';
import { presentAppointments, type HeldAppointment } from './appointments.presenter.js';

const VIEW = 'appointments/appointments';

/** For whom and in which role somebody acts who holds several appointments. */
@Page()
export class AppointmentsController {
  constructor(
    private readonly choice: AppointmentChoice,
    private readonly agreements: AgreementQueries,
    private readonly cookies: SignInCookies,
  ) {}

  @Get(paths.appointments.pattern)
  @Act('appointment.choose')
  async show(@CurrentActor() actor: Actor, @Query('next') next: unknown, @Res() response: Response): Promise<void> {
    response.render(VIEW, presentAppointments(await this.held(actor), { next }));
  }

  @Post(paths.appointments.pattern)
  @Act('appointment.choose')
  async choose(
    @CurrentActor() actor: Actor,
    @Body() form: Record<string, unknown> | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const { appointment, next } = form ?? {};
    const token = await this.choice.choose(actor, typeof appointment === 'string' ? appointment : '');
    if (!token.ok) {
      const page = presentAppointments(await this.held(actor), { next, refusal: token.refusal });
      return response.status(422).render(VIEW, page);
    }
    this.cookies.set(response, 'session', token.value);
    // What was open belongs to the appointment that was left.
    response.redirect(303, actor.mustChoose ? localPath(next) : paths.home({}));
  }

  private async held(actor: Actor): Promise<HeldAppointment[]> {
    const held = await this.choice.held(actor.officerId);
    const named = await Promise.all(held.map(({ appointmentId }) => this.agreements.namesOf(appointmentId)));
    return held.flatMap(({ appointmentId, role }, index) => {
      const names = named[index];
      return names ? [{ id: appointmentId, role, names, current: appointmentId === actor.appointmentId }] : [];
    });
  }
}
