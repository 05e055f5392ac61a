import type { Detector } from './detector.js';

const CURRENT = /(?<![a-z\d])[a-hj-pr-y]{2}(?:0[2-9]|[12]\d|5[1-9]|[67]\d)[ -]?[a-hj-pr-z]{3}(?![a-z\d])/i;
const OLDER =
  /(?<![a-z\d])(?:[a-hj-npr-tv-y]\d{1,3} ?[a-hj-pr-z]{3}|[a-hj-pr-z]{3} ?\d{1,3}[a-hj-npr-tv-y])(?![a-z\d])/i;
const CONTEXT = /\b(?:vrm|vrn|vehicle|registration|reg|index|number ?plate|plate)\b/i;

/**
 * Vehicle registrations. The styles before 2001 look like road numbers ("A27 The Avenue"), so they count only where the cell or
 * its column speaks of a vehicle.
 */
export const vehicleRegistration: Detector = {
  kind: 'vehicle-registration',
  finds: (text, column) =>
    CURRENT.test(text) || (OLDER.test(text) && (CONTEXT.test(text) || CONTEXT.test(column.replaceAll('_', ' ')))),
};
