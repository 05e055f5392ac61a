import type { RetainedKind } from './retention.entity.js';

/** Where the personal information of a kind of thing lies, and what is marked once it is gone. $1 is always the thing's id. */
interface Disposable {
  /** In words, for pages and certificates. */
  words: string;
  /** Yields the ids of its items in the vault, as `id`. */
  items: string;
  /** Marks the row itself; $2 is the instant. Null where `retention` alone tells. */
  mark: string | null;
  /** Says that it is held, or no longer; $2 is a boolean. Null where `retention` alone tells. */
  hold: string | null;
}

/** Everything that can be disposed of. */
export const DISPOSABLES: Readonly<Record<RetainedKind, Disposable>> = {
  request: {
    words: 'Request for personal information',
    items: `SELECT vault_id AS id FROM information_request WHERE id = $1
            UNION SELECT vault_id FROM request_event WHERE request_id = $1`,
    mark: null,
    hold: null,
  },
  disclosure: {
    words: 'Disclosed information',
    items: `SELECT vault_id AS id FROM disclosure WHERE id = $1
            UNION SELECT vault_id FROM disclosure_attachment WHERE disclosure_id = $1
            UNION SELECT unnest(ARRAY[vault_id, decision_vault_id, passing_vault_id]) FROM onward_request WHERE disclosure_id = $1`,
    mark: 'UPDATE disclosure SET disposed_at = $2 WHERE id = $1',
    hold: 'UPDATE disclosure SET on_hold = $2 WHERE id = $1',
  },
  record: {
    words: 'Disclosure record',
    items: 'SELECT vault_id AS id FROM disclosure_record WHERE id = $1',
    mark: 'UPDATE disclosure_record SET disposed_at = $2 WHERE id = $1',
    hold: 'UPDATE disclosure_record SET on_hold = $2 WHERE id = $1',
  },
  'subject-access': {
    words: 'Subject access request',
    items: `SELECT unnest(ARRAY[vault_id, answer_vault_id]) AS id FROM subject_access WHERE id = $1
            UNION SELECT unnest(ARRAY[vault_id, view_vault_id]) FROM subject_access_consultation WHERE subject_access_id = $1`,
    mark: null,
    hold: null,
  },
  foi: {
    words: 'Freedom of information request',
    items: 'SELECT unnest(ARRAY[vault_id, answer_vault_id]) AS id FROM foi_request WHERE id = $1',
    mark: null,
    hold: null,
  },
};
