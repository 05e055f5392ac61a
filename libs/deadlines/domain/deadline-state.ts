/**
 * `armed`: open. `met`: done in time. `late`: done, but after the due day; it stays late. `cancelled`: no longer owed.
 * `superseded`: counted again with another calendar; a newer version holds the date.
 */
export type DeadlineState = 'armed' | 'met' | 'late' | 'cancelled' | 'superseded';

/** What became of a deadline that was done at an instant: done before it runs out is done in time. */
export const closingState = (dueAt: Date, doneAt: Date): 'met' | 'late' => (doneAt < dueAt ? 'met' : 'late');
