import type { LocalDate } from '@broker/kernel';
import { addDays, addMonths } from '@broker/working-calendar';

/** How long a kind of information is kept, as the agreement says. */
export interface Period {
  kind: string;
  amount: number;
  unit: 'days' | 'years';
}

/** Kept for as long as the agreement's first draft says where a version has no line for it (ISA-23). */
const FALLBACK: Record<KeptKind, Period> = {
  disclosed: { kind: 'Personal information that was disclosed', amount: 6, unit: 'years' },
  refused: { kind: 'Requests that were refused', amount: 2, unit: 'years' },
};
const BEGINNINGS: Record<KeptKind, RegExp> = { disclosed: /^personal information/i, refused: /refused/i };

/** What is kept: personal information that went to another agency, or a request that was refused. */
export type KeptKind = 'disclosed' | 'refused';

/** The day until which something is kept that happened on a day (ISA-23). @param retention the agreement's lines. */
export function retainUntil(retention: readonly Period[], kept: KeptKind, on: LocalDate): LocalDate {
  const { amount, unit } = retention.find(({ kind }) => BEGINNINGS[kept].test(kind)) ?? FALLBACK[kept];
  return unit === 'days' ? addDays(on, amount) : addMonths(on, amount * 12);
}
