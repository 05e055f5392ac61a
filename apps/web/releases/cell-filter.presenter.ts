import { tidyFilter, type CellFilter } from '@broker/exchange';
import { periodText } from '../format/dates.js';
import { categoryTitle } from '../submissions/report.presenter.js';

/** A choice in a list (GOV.UK select item). */
export interface Option {
  value: string;
  text: string;
  selected: boolean;
}

/** The filter of a release as a form. */
export interface FilterView {
  area: Option[];
  from: Option[];
  to: Option[];
  category: Option[];
  isSet: boolean;
  /** The filter in words, for example "Burglary, from January 2019"; empty when nothing is narrowed. */
  words: string;
  /** As hidden fields of another form. */
  fields: { name: string; value: string }[];
}

/** What a release can be narrowed to. */
export interface FilterChoices {
  periods: string[];
  areas: { code: string; name: string }[];
  categories: string[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : '');

/** The filter that a form or an address asks for. */
export const filterOf = (given: Record<string, unknown>): CellFilter =>
  tidyFilter({
    area: text(given['area']),
    from: text(given['from']),
    to: text(given['to']),
    category: text(given['category']),
  });

const options = (chosen: string | undefined, all: string, items: { value: string; text: string }[]): Option[] =>
  [{ value: '', text: all }, ...items].map((item) => ({ ...item, selected: item.value === (chosen ?? '') }));

/** The form with the present choice selected. */
export function presentFilter(datasetId: string, filter: CellFilter, choices: FilterChoices): FilterView {
  const periods = choices.periods.map((period) => ({ value: period, text: periodText(period) }));
  const areaName = choices.areas.find(({ code }) => code === filter.area)?.name ?? filter.area;
  const words = [
    filter.category && categoryTitle(datasetId, filter.category),
    areaName,
    filter.from && `from ${periodText(filter.from)}`,
    filter.to && `to ${periodText(filter.to)}`,
  ];
  return {
    area: options(
      filter.area,
      'Every area',
      choices.areas.map(({ code, name }) => ({
        value: code,
        text: name && name !== code ? `${name} (${code})` : code,
      })),
    ),
    from: options(filter.from, 'The first', periods),
    to: options(filter.to, 'The last', periods),
    category: options(
      filter.category,
      'Every category',
      choices.categories.map((code) => ({ value: code, text: categoryTitle(datasetId, code) })),
    ),
    isSet: Object.keys(filter).length > 0,
    words: words.filter(Boolean).join(', '),
    fields: Object.entries(filter).map(([name, value]) => ({ name, value: String(value) })),
  };
}
