const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in SVG. */
export const escapeText = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);

type Attributes = Record<string, string | number>;

/** One element; `content` is SVG already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(String(value))}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** A piece of text; `x` and `y` in drawing units. */
export const label = (x: number, y: number, text: string, attributes: Attributes = {}): string =>
  element('text', { x, y, 'font-size': 16, fill: COLOURS.ink, ...attributes }, escapeText(text));

/** Colours that differ in lightness as well as in hue; a pattern always goes with them. */
export const COLOURS = { ink: '#0b0c0c', blue: '#1d70b8', pale: '#d2e2f1', orange: '#b8460e', white: '#ffffff' };

/** Hatching in place of a second colour. `id` must be unique on the page. */
export const hatching = (id: string): string =>
  element(
    'pattern',
    { id, width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    element('rect', { width: 8, height: 8, fill: COLOURS.white }) +
      element('rect', { width: 4, height: 8, fill: COLOURS.orange }),
  );

/** What a drawing is, for those who see it and those who hear it. */
export interface Drawing {
  /** Unique on the page. */
  id: string;
  title: string;
  /** The same in words: what a person would read off it. */
  description: string;
  width: number;
  height: number;
  /** SVG. */
  content: string;
}

/** A whole drawing. The table that belongs to it is the template's matter. */
export function drawing({ id, title, description, width, height, content }: Drawing): string {
  const words =
    element('title', { id: `${id}-title` }, escapeText(title)) +
    element('desc', { id: `${id}-desc` }, escapeText(description));
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'broker-chart',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
    },
    words + content,
  );
}

/** A text cut to fit, with an ellipsis. */
export const shortened = (text: string, characters: number): string =>
  text.length <= characters ? text : `${text.slice(0, characters - 1).trimEnd()}…`;
