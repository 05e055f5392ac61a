import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FEED_MAPPINGS, POL_1, POL_2, POLICE_UK_STREET, type DatasetDefinition } from '@broker/catalogue';
import { passGate, type Group } from '@broker/depersonalisation';
import { sharedPath } from '../../../test/support/shared-data.js';
import { Intake } from './intake.js';

const folder = sharedPath('data/police');
const months = folder ? readdirSync(folder).filter((name) => name.endsWith('-street.csv')) : [];

function depersonalised(bytes: Uint8Array, dataset: DatasetDefinition, districts: string[] | null) {
  const intake = new Intake({ dataset, mappings: FEED_MAPPINGS, districts, receivedOn: '2026-11-20' });
  for (let from = 0; from < bytes.length; from += 100_003) intake.push(bytes.subarray(from, from + 100_003));
  const result = intake.finish();
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

const readings = new Map<string, { bytes: Uint8Array; rows: Record<string, string>[] }>();

/** A published month, read once. */
function reading(month: string) {
  const known = readings.get(month);
  if (known) return known;
  const bytes = readFileSync(path.join(folder!, month));
  expect(bytes.includes('"')).toBe(false);
  const read = { bytes, rows: plainRows(bytes) };
  readings.set(month, read);
  return read;
}

/** The published files hold no quoted cell, so that a split is an independent reading of them. */
function plainRows(bytes: Uint8Array): Record<string, string>[] {
  const [header, ...lines] = new TextDecoder().decode(bytes).trimEnd().split(/\r?\n/);
  const names = header!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])));
}

describe('every published month', () => {
  it('is there, or its absence is told', () => expect(folder === null ? 7 : months.length).toBe(7));

  for (const month of months) {
    for (const dataset of [POL_2, POL_1]) {
      it.each([[['Southampton']], [null]])(`${month} as ${dataset.id}, districts %p`, (districts) => {
        const { bytes, rows } = reading(month);
        const file = depersonalised(bytes, dataset, districts);
        const { report, groups } = file;

        const written = new Map<string, Group>();
        file.forEachRow((period, area, category) => {
          const key = [period, area, category].join('|');
          const known = written.get(key);
          if (known) known.rows += 1;
          else written.set(key, { period, area, category, rows: 1 });
        });
        const sizes = [...written.values()].map((group) => group.rows);
        const released = sizes.reduce((sum, size) => sum + size, 0);
        expect(passGate(written.values(), dataset.policy).ok).toBe(true);
        expect(Math.min(...sizes)).toBe(report.smallestGroup);
        expect([written.size, released]).toEqual([report.groups, report.rowsReleasable]);
        expect(report.rowsIn).toBe(rows.length);
        expect(report.rowsIn).toBe(
          report.rowsOutsideArea + report.rowsRefused + report.rowsSuppressed + report.rowsReleasable,
        );

        expect(listed(written)).toBe(listed(expectedGroups(rows, dataset, districts, report.step)));
        const words = new Set(groups.flatMap((group) => Object.values(group)));
        expect(identifyingTextIn(JSON.stringify([report, ...words]), rows)).toEqual([]);
      });
    }
  }
});

const listed = (groups: Map<string, Group>): string =>
  [...groups]
    .map(([key, { rows }]) => `${key}: ${rows}`)
    .sort()
    .join('\n');

/** Counts anew with plain maps, at the step that was chosen. */
function expectedGroups(
  rows: Record<string, string>[],
  dataset: DatasetDefinition,
  districts: string[] | null,
  step: { time: string; place: string },
): Map<string, Group> {
  const counts = new Map<string, Group>();
  for (const row of rows) {
    const name = row['LSOA name']!;
    const crosswalk = POLICE_UK_STREET.crosswalks.find(({ from }) => from === row['Crime type'])!;
    if (name === '' || crosswalk.datasetId !== dataset.id) continue;
    const district = name.slice(0, -5);
    if (districts && !districts.includes(district)) continue;
    const area = { lsoa: row['LSOA code']!, msoa: name.slice(0, -1), district }[step.place]!;
    expect(step.time).toBe('month');
    const group = { period: row['Month']!, area, category: crosswalk.to };
    const key = Object.values(group).join('|');
    counts.set(key, { ...group, rows: (counts.get(key)?.rows ?? 0) + 1 });
  }
  const { k, kSensitive, sensitiveCategories } = dataset.policy;
  const least = ({ category }: Group) => (sensitiveCategories.includes(category) ? kSensitive : k);
  const left: Group[] = [];
  const leaveOut = ([key, group]: [string, Group]) => counts.delete(key) && left.push(group);
  for (const entry of counts) if (entry[1].rows < least(entry[1])) leaveOut(entry);
  // One small cell, or too few rows in all: the next smallest go with them.
  for (const entry of [...counts].sort((a, b) => a[1].rows - b[1].rows || (a[0] < b[0] ? -1 : 1))) {
    const rowsLeft = left.reduce((sum, group) => sum + group.rows, 0);
    if (left.length === 0 || (left.length > 1 && rowsLeft >= Math.max(...left.map(least)))) break;
    leaveOut(entry);
  }
  return counts;
}

/** Crime references, coordinates, street names and outcomes of the file that stand in a text. */
function identifyingTextIn(text: string, rows: Record<string, string>[]): string[] {
  const valuesOf = (...columns: string[]) => new Set(rows.flatMap((row) => columns.map((column) => row[column]!)));
  const coordinates = valuesOf('Longitude', 'Latitude');
  const keys = text.match(/[0-9a-f]{64}/g) ?? [];
  const points = (text.match(/-?\d+\.\d{4,}/g) ?? []).filter((number) => coordinates.has(number));
  const words = [...valuesOf('Location', 'Last outcome category')].filter((word) => word !== '' && text.includes(word));
  return [...keys, ...points, ...words];
}
