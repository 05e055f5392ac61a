import type { Result } from '@broker/kernel';
import { readOutsideAddress, resolveOutside, type Resolve, type ResolvedAddress } from '@broker/platform';

const WEBHOOK = { code: 'notices/webhook', noun: 'webhook', example: 'https://system.example.org/broker' };

/** Reads the address of a webhook. @returns it, or `notices/webhook-not-https`, without repeating the text (see readOutsideAddress). */
export const readAddress = (text: string, production: boolean): Result<URL> =>
  readOutsideAddress(text, production, WEBHOOK);

/** @returns the numeric address to call, and no other; or `notices/webhook-no-such-host` or `notices/webhook-not-public`. */
export const resolveSafely = (url: URL, resolve: Resolve): Promise<Result<ResolvedAddress>> =>
  resolveOutside(url, resolve, WEBHOOK);
