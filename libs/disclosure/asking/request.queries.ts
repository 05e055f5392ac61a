import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@broker/identity';
import { CLOCK, type Clock, type LocalDate } from '@broker/kernel';
import { VaultDestroyed } from '@broker/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { AskingContext } from './asking-context.service.js';
import {
  gatewayFactsOf,
  gatewaysOpenTo,
  missingOf,
  needsFourEyes,
  NO_WORDS,
  OPEN_STATES,
  type AskedItem,
  type AskingRules,
  type GatewayAnswer,
  type RequestState,
  type RequestStepName,
  type RequestWords,
} from './domain/index.js';
import { InformationRequest } from './information-request.entity.js';
import { RequestItem } from './request-item.entity.js';
import { requestOf } from './request-rows.js';
import { RequestSettings } from './request-settings.service.js';
import { RequestWordsKeeper } from './request-words.service.js';

/** A request as pages and interfaces read it, without the words of it. */
export interface RequestView extends InformationRequest {
  items: AskedItem[];
  /** Which side of it the reader's agency is. */
  side: 'asking' | 'holding';
  askingAgency: string;
  /** Null while it is not chosen. */
  holdingAgency: string | null;
  askedByName: string;
  decidedByName: string | null;
  secondedByName: string | null;
}

/** Which requests are asked for. */
export interface RequestFilter {
  /** `in`: asked of the reader's agency; `out`: sent by it; `drafts`: not sent yet. */
  box: 'in' | 'out' | 'drafts';
  /** `open`: something is still to be done; `ended`: decided, withdrawn or disclosed; null: both. Drafts are always open. */
  which: 'open' | 'ended' | null;
  urgency: 'routine' | 'urgent' | null;
  limit: number;
  offset: number;
}

/** One line of a request's history, with who did it. */
export interface RequestLine {
  sequence: number;
  at: Date;
  step: RequestStepName;
  state: RequestState;
  agency: string;
  /** Null for what another act brought about. */
  officer: string | null;
  dueOn: LocalDate | null;
  isLate: boolean;
}

const VIEW = `SELECT r.id, coalesce(d.due_on, r.due_on)::text AS "dueOn",
    CASE WHEN r.asking_agency_id = ANY ($2::uuid[]) THEN 'asking' ELSE 'holding' END AS side,
    a.name AS "askingAgency", h.name AS "holdingAgency", o.name AS "askedByName", b.name AS "decidedByName",
    s.name AS "secondedByName"
  FROM information_request r JOIN agency a ON a.id = r.asking_agency_id LEFT JOIN agency h ON h.id = r.holding_agency_id
  JOIN officer o ON o.id = r.asked_by LEFT JOIN officer b ON b.id = r.decided_by LEFT JOIN officer s ON s.id = r.seconded_by
  LEFT JOIN deadline d ON d.subject_kind = 'request' AND d.subject_id = r.id::text AND d.state = 'armed'
    AND d.kind IN ('request-decision', 'request-reply')
  WHERE r.partnership_id = $1
    AND (r.asking_agency_id = ANY ($2::uuid[]) OR (r.sent_at IS NOT NULL AND r.holding_agency_id = ANY ($2::uuid[])))`;

type Frame = Pick<RequestView, 'id' | 'dueOn' | 'side'> &
  Pick<RequestView, 'askingAgency' | 'holdingAgency' | 'askedByName' | 'decidedByName' | 'secondedByName'>;

/** What pages and interfaces read about requests: only those of the reader's agency (ISA-26). */
@Injectable()
export class RequestQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly context: AskingContext,
    private readonly words: RequestWordsKeeper,
    private readonly settings: RequestSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Requests of the reader's agency: what is due first on top, then the newest. */
  async list(actor: Actor, { box, which, urgency, limit, offset }: RequestFilter): Promise<RequestView[]> {
    const frames = await this.dataSource.query<Frame[]>(
      `${VIEW} AND CASE $3 WHEN 'in' THEN NOT r.asking_agency_id = ANY ($2::uuid[])
                           WHEN 'out' THEN r.asking_agency_id = ANY ($2::uuid[]) AND r.sent_at IS NOT NULL
                           ELSE r.state = 'draft' END
        AND ($4::boolean IS NULL OR (r.state = ANY ($5)) = $4) AND ($6::text IS NULL OR r.urgency = $6)
        ORDER BY (r.state = ANY ($5)) DESC, coalesce(d.due_on, r.due_on) NULLS LAST, r.changed_at DESC, r.id
        LIMIT $7 OFFSET $8`,
      [
        ...(await this.readerOf(actor)),
        box,
        which === null ? null : which === 'open',
        OPEN_STATES,
        urgency,
        limit,
        offset,
      ],
    );
    return this.filled(frames);
  }

  /** Requests whose decision waits for a second officer, another than the reader. */
  async waitingForSecond(actor: Actor): Promise<RequestView[]> {
    const frames = await this.dataSource.query<Frame[]>(
      `${VIEW} AND r.state = 'proposed' AND r.holding_agency_id = ANY ($2::uuid[]) AND $3 NOT IN (r.decided_by, r.asked_by)
        ORDER BY coalesce(d.due_on, r.due_on), r.id`,
      [...(await this.readerOf(actor)), actor.officerId],
    );
    return this.filled(frames);
  }

  /** One request; null when the reader's agency has none of this id. */
  async one(actor: Actor, id: string): Promise<RequestView | null> {
    const frames = await this.dataSource.query<Frame[]>(`${VIEW} AND r.id::text = $3`, [
      ...(await this.readerOf(actor)),
      id,
    ]);
    return (await this.filled(frames))[0] ?? null;
  }

  /** What was written on a request, as far as it is open to the scope. Throws VaultDestroyed once that was disposed of. */
  wordsOf(
    manager: EntityManager,
    request: Pick<InformationRequest, 'id' | 'partnershipId' | 'vaultId'>,
  ): Promise<RequestWords> {
    return this.words.wordsOf(manager, request);
  }

  /** The same, outside a transaction. */
  read(request: Pick<InformationRequest, 'id' | 'partnershipId' | 'vaultId'>): Promise<RequestWords> {
    return this.words.wordsOf(this.dataSource.manager, request);
  }

  /** The same; no words where they were disposed of. */
  async readOrNone(request: Pick<InformationRequest, 'id' | 'partnershipId' | 'vaultId'>): Promise<RequestWords> {
    return this.read(request).catch((error: unknown) => {
      if (error instanceof VaultDestroyed) return { ...NO_WORDS };
      throw error;
    });
  }

  /** Everything that has happened to a request that the reader has found, oldest first; what is the deciding agency's own stays with it. */
  async history({ id, side }: Pick<RequestView, 'id' | 'side'>): Promise<RequestLine[]> {
    const lines = await this.dataSource.query<RequestLine[]>(
      `SELECT e.sequence, e.at, e.step, e.state, e.due_on::text AS "dueOn", e.is_late AS "isLate", a.name AS agency,
              o.name AS officer
         FROM request_event e JOIN agency a ON a.id = e.agency_id LEFT JOIN officer o ON o.id = e.officer_id
        WHERE e.request_id = $1 ORDER BY e.sequence`,
      [id],
    );
    return lines.filter(({ step, state }) => side === 'holding' || !(state === 'proposed' || step === 'return'));
  }

  /** The rules of the reader's partnership today: partners, purposes, gateways. */
  async rules(actor: Actor): Promise<AskingRules> {
    return this.context.rulesOf(await this.context.knownOf(actor), this.clock.now());
  }

  /** Every gateway with whether it is open to a request, as far as its answers tell (ISA-12). */
  gateways(view: RequestView, words: RequestWords, rules: AskingRules): GatewayAnswer[] {
    return gatewaysOpenTo(gatewayFactsOf(requestOf(view, rowsOf(view)), words, rules, false));
  }

  /** What a request still lacks before it can be sent, or what stands against its authorisation; null when nothing does. */
  missing(view: RequestView, words: RequestWords, rules: AskingRules) {
    return missingOf(requestOf(view, rowsOf(view)), words, rules);
  }

  /** Whether a second officer of the holding agency has to agree to an authorisation. */
  async needsSecond(view: RequestView): Promise<boolean> {
    if (!view.holdingAgencyId) return false;
    const rule = await this.settings.fourEyesOf(view.partnershipId, view.holdingAgencyId);
    return needsFourEyes(requestOf(view, rowsOf(view)), rule);
  }

  private async readerOf(actor: Actor): Promise<[string, string[]]> {
    return [actor.partnershipId, await this.context.lineOf(actor)];
  }

  private async filled(frames: readonly Frame[]): Promise<RequestView[]> {
    if (frames.length === 0) return [];
    const ids = frames.map(({ id }) => id);
    const rows = await this.dataSource
      .createQueryBuilder(InformationRequest, 'r')
      .where('r.id = ANY (:ids)', { ids })
      .getMany();
    const items = await this.dataSource
      .createQueryBuilder(RequestItem, 'i')
      .where('i.requestId = ANY (:ids)', { ids })
      .orderBy('i.position')
      .getMany();
    return frames.flatMap((frame) => {
      const row = rows.find(({ id }) => id === frame.id);
      if (!row) return [];
      const asked = items.filter(({ requestId }) => requestId === frame.id);
      return [untold(Object.assign(row, frame, { items: requestOf(row, asked).items }))];
    });
  }
}

/** A decision that waits for a second officer is the deciding agency's own: to the asking one the request waits. */
function untold(view: RequestView): RequestView {
  if (view.state !== 'proposed' || view.side === 'holding') return view;
  const items = view.items.map((item) => ({ ...item, decision: null }));
  return { ...view, state: 'sent', items, decidedBy: null, decidedByName: null, authorisedInterest: null };
}

const rowsOf = ({ id, items }: RequestView): RequestItem[] => items.map((item) => ({ requestId: id, ...item }));
