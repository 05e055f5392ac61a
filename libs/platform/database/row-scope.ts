import { AsyncLocalStorage } from 'node:async_hooks';
import { DomainError, isId } from '@broker/kernel';
import type { EntityManager } from 'typeorm';

/** Whose rows may be seen: those open to one officer acting for one agency in one partnership, or everybody's. */
export type RowScope = 'system' | { partnershipId: string; agencyId: string; officerId: string };

/** A request's scope is entered once its actor is known; until then it sees no row. */
const requests = new AsyncLocalStorage<{ scope: RowScope | null }>();

/** What work outside any request may see: nothing, unless the whole process declares itself a part of the system. */
let outsideRequests: RowScope | null = null;

/** The scope of the work under way; null sees no row of any partnership. */
export function currentScope(): RowScope | null {
  const request = requests.getStore();
  return request ? request.scope : outsideRequests;
}

/** Express middleware: everything that follows runs in a request of its own, which sees no row until `enterScope`. */
export function beginRequest(_request: unknown, _response: unknown, next: () => void): void {
  requests.run({ scope: null }, next);
}

/** Opens to the request under way the rows of its actor (ISA-26). Throws DomainError outside a request. */
export function enterScope({ partnershipId, agencyId, officerId }: Exclude<RowScope, 'system'>): void {
  const request = requests.getStore();
  if (!request) throw new DomainError('A scope can be entered in a request only.');
  request.scope = { partnershipId, agencyId, officerId };
}

/** Does work within a scope of its own, whatever the scope around it. */
export const withinScope = <T>(scope: RowScope | null, work: () => Promise<T>): Promise<T> =>
  requests.run({ scope }, work);

/** Does work that belongs to no partnership: to find out who somebody is, or what is public. */
export const asSystem = <T>(work: () => Promise<T>): Promise<T> => withinScope('system', work);

/** The same for some statements of a transaction that is under way. */
export async function asSystemWithin<T>(manager: EntityManager, work: () => Promise<T>): Promise<T> {
  const [{ before }] = await manager.query<[{ before: string | null }]>(
    `SELECT current_setting('broker.scope', true) AS before`,
  );
  await manager.query(`SELECT set_config('broker.scope', 'system', true)`);
  const answer = await work(); // where it throws, the transaction ends, and the setting with it
  await manager.query(`SELECT set_config('broker.scope', $1, true)`, [before ?? '']);
  return answer;
}

/** Declares that this process works for the system alone: the worker, a command of the operator. Never the pages or the interface. */
export function declareSystemProcess(): void {
  outsideRequests = 'system';
}

/** The statement that begins a transaction within a scope. The settings end with it, so the pool's next borrower sees nothing of them. */
export function beginStatement(scope: RowScope | null): string {
  if (scope === null) return 'START TRANSACTION';
  if (scope === 'system') return `START TRANSACTION; SET LOCAL broker.scope = 'system'`;
  const { partnershipId, agencyId, officerId } = scope;
  for (const id of [partnershipId, agencyId, officerId])
    if (!isId(id)) throw new DomainError('A scope is made of ids.');
  return (
    `START TRANSACTION; SET LOCAL broker.scope = 'partnership'; SET LOCAL broker.partnership_id = '${partnershipId}'; ` +
    `SET LOCAL broker.agency_id = '${agencyId}'; SET LOCAL broker.officer_id = '${officerId}'`
  );
}
