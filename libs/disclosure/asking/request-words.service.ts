import { Injectable } from '@nestjs/common';
import { VaultService } from '@broker/platform';
import type { EntityManager } from 'typeorm';
import { NO_WORDS, type QuestionWords, type ReasonWords, type Request, type RequestWords } from './domain/index.js';
import type { InformationRequest } from './information-request.entity.js';
import type { RequestEventRow } from './request-event.entity.js';

/** The part of the words that is asked for; what is written later has items of its own. */
type AskedWords = Omit<RequestWords, 'questions' | 'reasons' | 'returnNote'>;

type Place = Pick<InformationRequest, 'id' | 'partnershipId' | 'vaultId'>;

/** Keeps what people write on requests in the vault, and puts it together again. */
@Injectable()
export class RequestWordsKeeper {
  constructor(private readonly vault: VaultService) {}

  /** The words of a request, as far as they are open to the scope. Throws VaultDestroyed once they were disposed of. */
  async wordsOf(manager: EntityManager, { id, vaultId }: Place): Promise<RequestWords> {
    const asked = vaultId ? await this.vault.openObject<AskedWords>(manager, vaultId, boundTo(id)) : NO_WORDS;
    const words: RequestWords = { ...NO_WORDS, ...asked, questions: [] };
    // Reasons of a decision that waits for a second officer are open to the deciding agency alone.
    const lines = await manager.query<Pick<RequestEventRow, 'step' | 'vaultId'>[]>(
      `SELECT e.step, e.vault_id AS "vaultId" FROM request_event e JOIN vault_item v ON v.id = e.vault_id
        WHERE e.request_id = $1 ORDER BY e.sequence`,
      [id],
    );
    for (const line of lines)
      addLine(words, line.step, await this.vault.openObject(manager, line.vaultId!, boundTo(id)));
    return words;
  }

  /** Puts the words of a new draft away, for the asking agency alone. */
  putDraft(manager: EntityManager, request: Request, words: RequestWords) {
    return this.vault.put(manager, { ...placeOf(request), agencyIds: [request.askingAgencyId], plain: askedOf(words) });
  }

  /** Puts changed words of a draft in the place of the older ones. */
  replaceDraft(manager: EntityManager, { id, vaultId }: Place, words: RequestWords) {
    return this.vault.replace(manager, vaultId!, boundTo(id), askedOf(words));
  }

  /** Opens the words to the holding agency too: they are put away anew, and the draft's are destroyed. */
  async putSent(manager: EntityManager, place: Place, request: Request, words: RequestWords, at: Date) {
    const agencyIds = [request.askingAgencyId, request.holdingAgencyId!];
    const put = await this.vault.put(manager, { ...placeOf(request), agencyIds, plain: askedOf(words) });
    await this.vault.destroy(manager, place.vaultId!, at);
    return put;
  }

  /** Puts away what was written with one step; what waits for a second officer is for the holding agency alone. */
  putWritten(manager: EntityManager, request: Request, isInternal: boolean, plain: object) {
    const { askingAgencyId, holdingAgencyId } = request;
    const agencyIds = isInternal ? [holdingAgencyId!] : [askingAgencyId, holdingAgencyId!];
    return this.vault.put(manager, { ...placeOf(request), agencyIds, plain });
  }

  /** Destroys everything that was written on a request. */
  async destroy(manager: EntityManager, { id, vaultId }: Place, at: Date): Promise<void> {
    const lines = await manager.query<{ vaultId: string }[]>(
      'SELECT vault_id AS "vaultId" FROM request_event WHERE request_id = $1 AND vault_id IS NOT NULL',
      [id],
    );
    const all = [...(vaultId ? [vaultId] : []), ...lines.map((line) => line.vaultId)];
    for (const one of all) await this.vault.destroy(manager, one, at);
  }
}

/** What everything written on a request is bound to in the vault. */
export const boundTo = (id: string): string => `request:${id}`;

const placeOf = ({ id, partnershipId }: Request) => ({ partnershipId, boundTo: boundTo(id) });

function askedOf(words: RequestWords): AskedWords {
  const { questions: _, reasons: __, returnNote: ___, ...asked } = words;
  return asked;
}

/** Adds what was written with one step to the words, in the order of the history. */
function addLine(words: RequestWords, step: RequestEventRow['step'], written: object): void {
  if (step === 'ask') words.questions.push({ ...(written as QuestionWords), reply: null, repliedAt: null });
  if (step === 'reply') words.questions[words.questions.length - 1] = written as QuestionWords;
  if (step === 'decide' || step === 'second')
    Object.assign(words, { reasons: written as ReasonWords, returnNote: null });
  if (step === 'return') Object.assign(words, { reasons: null, returnNote: (written as { note: string }).note });
}
