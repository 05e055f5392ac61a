import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@broker/platform';
import nodemailer, { type Transporter } from 'nodemailer';
import type { Delivery, EmailText } from '../domain/index.js';

const TIMEOUT_MS = 20_000;

/** One address and nothing beside it: no second one, no name, no line end. */
const ONE_ADDRESS = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,255}$/;

/** Answers in the range 500–599 to one message will be the same tomorrow. */
const PERMANENT = 500;

/** Hands e-mails to the mail server that the configuration names. */
@Injectable()
export class Mailer {
  private readonly transport: Transporter | null;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    const { smtpUrl: url } = config;
    this.transport = url
      ? nodemailer.createTransport({
          url,
          connectionTimeout: TIMEOUT_MS,
          greetingTimeout: TIMEOUT_MS,
          socketTimeout: TIMEOUT_MS,
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      : null;
  }

  /** Whether there is a mail server. */
  get isOn(): boolean {
    return this.transport !== null;
  }

  /**
   * Sends one e-mail to one address. @param id makes the Message-ID: the same message sent twice carries the same one.
   * @returns how it ended; a fault is a code (`smtp/550`, `smtp/ETIMEDOUT`), never what the server said.
   */
  async send(to: string, id: string, { subject, text, html }: EmailText): Promise<Delivery> {
    const { mailFrom } = this.config;
    if (!this.transport) return { outcome: 'failed', fault: 'smtp/off', isFinal: false };
    if (!ONE_ADDRESS.test(to)) return { outcome: 'failed', fault: 'smtp/bad-address', isFinal: true };
    try {
      await this.transport.sendMail({
        from: { name: 'Safe City Broker', address: mailFrom },
        to: { name: '', address: to },
        envelope: { from: mailFrom, to },
        messageId: `<${id}@${mailFrom.split('@')[1]}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        subject,
        text,
        html,
      });
      return { outcome: 'sent' };
    } catch (error) {
      const { responseCode, code } = error as { responseCode?: number; code?: string };
      const fault = `smtp/${responseCode ?? /^[A-Z]{2,20}$/.exec(code ?? '')?.[0] ?? 'fault'}`;
      // A refused sign-in or sender is a matter of the configuration, which an operator mends.
      const isFinal = code === 'EENVELOPE' && (responseCode ?? 0) >= PERMANENT;
      return { outcome: 'failed', fault, isFinal };
    }
  }
}
