import { accept, refuse, type Result } from '@broker/kernel';
import { CONDITIONS_MAX, FILES_MAX, INFORMATION_MAX } from './disclosure.js';
import type { AuthorisedRequest, DisclosureContent, ItemAnswer } from './disclosure.js';
import * as refusals from './disclosure-refusals.js';

/** What goes out: the authorised items of which something is held. */
export interface Disclosable {
  /** In the order of the request; each authorised item once. */
  items: ItemAnswer[];
  /** Whether less goes out than was asked for. */
  isInPart: boolean;
}

const AUTHORISED = ['authorised', 'authorised-in-part'];

/**
 * Judges what is to be disclosed in answer to a request (ISA-26): the authorised items, all of them and nothing else, each with information or a
 * file or the word that nothing is held, and conviction data marked as the request marks it (ISA-24).
 */
export function disclose(request: AuthorisedRequest, content: DisclosureContent): Result<Disclosable> {
  if (!AUTHORISED.includes(request.state)) return refuse(refusals.notAuthorised);
  const authorised = request.items.filter(({ decision }) => decision === 'authorised').map(({ itemId }) => itemId);
  const told = [...content.items, ...content.files].map(({ itemId }) => itemId);
  if (told.some((itemId) => !authorised.includes(itemId))) return refuse(refusals.notAuthorisedItem);
  if (content.convictionData !== (request.convictionData ?? false)) return refuse(refusals.convictionMark);
  if (content.files.length > FILES_MAX) return refuse(refusals.tooManyFiles);
  if (content.conditions.length > CONDITIONS_MAX) return refuse(refusals.conditionsTooLong);
  const items = authorised.map((itemId) => answerOf(itemId, content));
  for (const item of items) {
    const hasFile = content.files.some(({ itemId }) => itemId === item.itemId);
    const says = item.information !== '' || hasFile;
    if (item.information.length > INFORMATION_MAX) return refuse(refusals.informationTooLong);
    if (item.isHeld && !says) return refuse(refusals.itemUnanswered);
    if (!item.isHeld && says) return refuse(refusals.heldAndNotHeld);
  }
  const held = items.filter(({ isHeld }) => isHeld);
  if (held.length === 0) return refuse(refusals.nothingHeld);
  return accept({ items, isInPart: held.length < request.items.length });
}

function answerOf(itemId: string, { items }: DisclosureContent): ItemAnswer {
  const given = items.find((one) => one.itemId === itemId);
  return { itemId, information: given?.information.trim() ?? '', isHeld: given?.isHeld ?? true };
}
