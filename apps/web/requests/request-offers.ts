import {
  AUTHORISED_STATES,
  REQUEST_WORKFLOW,
  type RequestStepName,
  type RequestView,
  type SavedMark,
} from '@broker/disclosure';
import type { Act } from '@broker/identity';
import { paths } from '../paths.js';

/** A step that is open to the person now. */
export interface Offer {
  text: string;
  href: string;
  isMain: boolean;
}

/** What decides which steps are offered. */
export interface OfferFacts {
  view: RequestView;
  officerId: string;
  may: ReadonlySet<Act>;
  /** Who saved a decision that is not made yet; null where none is begun. */
  saved: SavedMark | null;
  /** What was disclosed in answer; null where nothing was, or the person may not see it. */
  disclosureId: string | null;
}

/** The steps that the state and the person's part in the request leave open; the rules decide when one is taken. */
export function offersOf({ view, officerId, may, saved, disclosureId }: OfferFacts): Offer[] {
  const { id, state, side, askedBy, decidedBy } = view;
  const isHolding = side === 'holding' && officerId !== askedBy;
  const isSecond = isHolding && officerId !== decidedBy;
  const offer = (step: RequestStepName, isOpen: boolean, text: string, href: string, isMain: boolean): Offer[] =>
    isOpen && REQUEST_WORKFLOW[state][step] ? [{ text, href, isMain }] : [];
  const isDue = side === 'holding' && AUTHORISED_STATES.includes(state);
  const stepHref = (step: string): string => paths.requestStep({ id, step });
  const decides = isHolding && may.has('request.decide');
  return [
    ...(disclosureId
      ? [{ text: 'See what was disclosed', href: paths.disclosure({ id: disclosureId }), isMain: true }]
      : []),
    ...(isDue && may.has('disclosure.make')
      ? [{ text: 'Disclose what was authorised', href: paths.disclose({ id }), isMain: true }]
      : []),
    ...offer('reply', side === 'asking' && may.has('request.ask'), 'Reply to the question', stepHref('reply'), true),
    ...offer('decide', decides, saved ? 'Go on with the decision' : 'Decide', paths.requestDecide({ id }), true),
    ...offer('ask', decides, 'Ask a question first', stepHref('question'), false),
    ...offer('second', isSecond && may.has('request.second'), 'Look at the decision', stepHref('second'), true),
    ...offer(
      'withdraw',
      side === 'asking' && may.has('request.withdraw'),
      'Withdraw the request',
      stepHref('withdraw'),
      false,
    ),
  ];
}
