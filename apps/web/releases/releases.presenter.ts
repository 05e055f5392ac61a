import { datasetById, DATASETS } from '@broker/catalogue';
import type { ReleaseView } from '@broker/exchange';
import { momentText, rangeText } from '../format/dates.js';
import { numberText } from '../format/numbers.js';
import { presentPages, type Pages } from '../format/pages.js';
import { paths } from '../paths.js';

/** What the list of releases shows. */
export interface ReleasesPage {
  /** Options of the filter (GOV.UK select items). */
  datasets: { value: string; text: string; selected: boolean }[];
  isFiltered: boolean;
  entries: { href: string; title: string; period: string; agency: string; rows: string; released: string }[];
  pages: Pages | null;
}

/** @param facts `releases` newest first; `dataset` an id to narrow to, or empty. */
export function presentReleases(facts: {
  releases: readonly ReleaseView[];
  agencyId: string;
  dataset: string;
  page: number;
  pageLength: number;
}): ReleasesPage {
  const { releases, agencyId, dataset, page, pageLength } = facts;
  const found = releases.filter(({ datasetId }) => !dataset || datasetId === dataset);
  const start = (page - 1) * pageLength;
  return {
    datasets: [
      { value: '', text: 'Every dataset', selected: !dataset },
      ...DATASETS.map(({ id, title }) => ({ value: id, text: `${title} (${id})`, selected: id === dataset })),
    ],
    isFiltered: dataset !== '',
    entries: found.slice(start, start + pageLength).map((release) => ({
      href: paths.release({ id: release.id }),
      title: titleOf(release),
      period: rangeText(release.periodFrom, release.periodTo),
      agency: release.agencyId === agencyId ? `${release.agency} (your agency)` : release.agency,
      rows: numberText(release.rowTotal),
      released: momentText(release.releasedAt),
    })),
    pages: presentPages(page, found.length > start + pageLength, (number) =>
      paths.releases({}, { dataset, page: number }),
    ),
  };
}

/** A release's dataset in words. */
export const titleOf = ({ datasetId }: Pick<ReleaseView, 'datasetId'>): string =>
  `${datasetById(datasetId)?.title ?? datasetId} (${datasetId})`;
