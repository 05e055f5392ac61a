import type { Detector } from './detector.js';
import { eachMatch, figuresOf, isNear } from './patterns.js';

const GRID = /(?<![a-z\d])([a-z]{2}) ?(?:\d{2,5}[ -]\d{2,5}|\d{4}(?:\d{2}){0,3})(?![a-z\d]|[.,]\d)/gi;
const SQUARES = new Set(
  (
    'HP HT HU HW HX HY HZ NA NB NC ND NF NG NH NJ NK NL NM NN NO NR NS NT NU NW NX NY NZ OV ' +
    'SC SD SE SH SJ SK SM SN SO SP SR SS ST SU SV SW SX SY SZ TA TF TG TL TM TQ TR TV'
  ).split(' '),
);
/** Squares whose letters commonly stand before other numbers: "No 123456", "Nr 123456", companies of Scotland. */
const MISLEADING = new Set(['NO', 'NR', 'SC']);
const CONTEXT = /(?<![a-z])(?:grid|ngr|os ref(?:erence)?|osgb|osgr|map ref(?:erence)?)(?![a-z])/i;

/** Grid references of the Ordnance Survey that tell a finer place than allowed: two figures are 10 km, four 1 km, six 100 m. */
export const gridReference: Detector = {
  kind: 'grid-reference',
  digits: 4,
  find(search, found) {
    eachMatch(GRID, search.text, ({ 0: reference, 1: letters, index }) => {
      const square = letters!.toUpperCase();
      if (!SQUARES.has(square)) return;
      const figures = figuresOf(reference).length;
      if (figures % 2 === 1 || figures > 10 || 10 ** (5 - figures / 2) >= search.placeMetres) return;
      const halves = reference.slice(2).trim().split(/[ -]/);
      if (halves.length === 2 && halves[0]!.length !== halves[1]!.length) return;
      const end = index + reference.length;
      const isClear = letters === square && !MISLEADING.has(square);
      if (isClear || isNear(search, index, end, CONTEXT)) found(index, end);
    });
  },
};
