import type { DeadlineView, ExplainedDeadline, ProclamationPreview } from '@broker/deadlines';
import { explain, type Counting } from '@broker/working-calendar';
import { API_PATH } from '../api-path.js';
import type { ProclamationPreviewDocument } from '../documents/calendar.documents.js';
import type { CountingDocument, DeadlineDocument, ExplainedDeadlineDocument } from '../documents/deadline.documents.js';

/** A deadline as the interface tells it. */
export const deadlineLine = ({ deadline, title }: ExplainedDeadline, now: Date): DeadlineDocument => ({
  id: deadline.id,
  href: `${API_PATH}/deadlines/${deadline.id}`,
  kind: deadline.kind,
  title,
  agencyId: deadline.agencyId,
  subject: deadline.subject,
  clause: deadline.clause,
  startOn: deadline.startOn,
  dueOn: deadline.dueOn,
  dueAt: deadline.dueAt.toISOString(),
  state: deadline.state,
  isOverdue: deadline.state === 'armed' && now >= deadline.dueAt,
});

/** A deadline with its reasons. @param versions every version of it, the first one first. */
export const deadlineDocument = (
  explained: ExplainedDeadline,
  versions: readonly DeadlineView[],
  now: Date,
): ExplainedDeadlineDocument => {
  const { counted, deadline } = explained;
  return Object.assign(deadlineLine(explained, now), {
    counting: counted && countingDocument(counted, counted.startsWhen),
    other: counted?.other ? countingDocument(counted.other, counted.startsWhen) : null,
    earlier: versions
      .filter(({ state, version }) => state === 'superseded' && version < deadline.version)
      .map(({ dueOn, closedAt }) => ({ dueOn, until: closedAt?.toISOString() ?? null })),
  });
};

const countingDocument = (counting: Counting, startsWhen: string): CountingDocument => ({
  reading: counting.reading,
  dueOn: counting.dueOn,
  rule: counting.rule,
  counted: [...counting.counted],
  skipped: [...counting.skipped],
  calendarVersion: counting.calendar?.version ?? null,
  explanation: explain(counting, startsWhen),
});

/** What a proclaimed day moves, as the interface tells it. */
export const previewDocument = (preview: ProclamationPreview): ProclamationPreviewDocument => ({
  calendarVersion: preview.calendar.version,
  moves: preview.moves.map(({ open, counted }) => ({
    deadlineId: open.id,
    kind: open.kind,
    fromOn: open.dueOn,
    toOn: counted.dueOn,
  })),
  movesElsewhere: preview.movesElsewhere,
  unmoved: preview.unmoved,
  seal: preview.seal,
});
