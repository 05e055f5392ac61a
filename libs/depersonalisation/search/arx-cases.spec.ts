import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { sharedPath } from '../../../test/support/shared-data.js';
import { kAnonymity } from '../models/k-anonymity.js';
import { distinctLDiversity, entropyLDiversity } from '../models/l-diversity.js';
import type { PrivacyModel } from '../models/privacy-model.js';
import { tCloseness } from '../models/t-closeness.js';
import type { QuasiIdentifier } from './anonymisation.js';
import { applyLevels } from './apply.js';
import { GeneralisationHierarchy } from './generalisation-hierarchy.js';
import { anonymise } from './search.js';
import { tableFromCsv, type Table } from './table.js';

const folder = sharedPath('depersonalisation');
const work = folder && mkdtempSync(path.join(os.tmpdir(), 'arx-cases-'));
afterAll(() => void (work && rmSync(work, { recursive: true, force: true })));

const tables = new Map<string, Table>();

/** A table of the cases folder, or made by the generator beside it (in a copy, because it writes where it lies). */
function tableOf(file: string): Table {
  const known = tables.get(file);
  if (known) return known;
  let found = path.join(folder!, 'cases', file);
  if (!existsSync(found)) {
    const [, kind, rows] = /^(\w+?)_(\d+)\.csv$/.exec(file)!;
    if (!existsSync(path.join(work!, 'generate.mjs'))) {
      cpSync(path.join(folder!, 'generate.mjs'), path.join(work!, 'generate.mjs'));
      cpSync(path.join(folder!, 'cases'), path.join(work!, 'cases'), { recursive: true, mode: 0 });
    }
    found = path.join(work!, file);
    execFileSync(process.execPath, [path.join(work!, 'generate.mjs'), kind!, rows!, found]);
  }
  const table = tableFromCsv(readFileSync(found), { separator: ';' });
  tables.set(file, table);
  return table;
}

function hierarchyOf(kind: string, column: string): GeneralisationHierarchy | null {
  const file = path.join(folder!, 'cases', `${kind}_hierarchy_${column}.csv`);
  if (!existsSync(file)) return null;
  const rows = readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean);
  return new GeneralisationHierarchy(rows.map((row) => row.split(';')));
}

function quasiIdentifiersOf(file: string, without: string): QuasiIdentifier[] {
  return tableOf(file).columns.flatMap(({ name }) => {
    const hierarchy = name === without ? null : hierarchyOf(file.split('_')[0]!, name);
    return hierarchy ? [{ column: name, hierarchy }] : [];
  });
}

interface ArxCase {
  file: string;
  k: number;
  suppressionLimit: number;
  sensitive: string;
  loss: number;
  suppressed: number;
  transformation: string;
}

function cases(): ArxCase[] {
  const expected = JSON.parse(readFileSync(path.join(folder!, 'cases/expected.json'), 'utf8')) as {
    cases: { data: string; suppressionLimit: number; transformation: string; loss: number; suppressedRows: number }[];
  };
  const goldens = readFileSync(path.join(folder!, 'cases/arx-goldens.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(
      (line) =>
        JSON.parse(line) as Record<'csv' | 'sens' | 'loss' | 'transform', string> &
          Record<'k' | 'supp' | 'suppressed', number>,
    );
  return [
    ...expected.cases.map((each) => ({
      file: `${each.data.replace(' ', '_')}.csv`,
      k: 5,
      sensitive: '',
      suppressed: each.suppressedRows,
      ...each,
    })),
    ...goldens.map((each) => ({
      file: each.csv,
      k: each.k,
      suppressionLimit: each.supp,
      sensitive: each.sens,
      loss: Number(each.loss),
      suppressed: each.suppressed,
      transformation: each.transform,
    })),
  ];
}

function modelsOf({ k, sensitive, file }: ArxCase): PrivacyModel[] {
  const [column, model, parameter] = sensitive.split(',');
  const value = Number(parameter);
  if (!column) return [kAnonymity(k)];
  const models: Record<string, () => PrivacyModel> = {
    'distinct-l': () => distinctLDiversity(column, value),
    'entropy-l': () => entropyLDiversity(column, value),
    t: () => tCloseness(column, value),
    't-hierarchical': () => tCloseness(column, value, hierarchyOf(file.split('_')[0]!, column)!),
  };
  return [kAnonymity(k), models[model!]!()];
}

const found = folder ? cases() : [];

describe('what ARX found best', () => {
  it('is there to be compared with', () => {
    if (!folder) return;
    expect(found.length).toBeGreaterThan(20);
  });

  const name = ({ file, k, suppressionLimit, sensitive }: ArxCase): string =>
    `${file}, k ${k}, ${sensitive || 'no sensitive column'}, limit ${suppressionLimit}`;
  for (const each of found) {
    it(`is found: ${name(each)}`, () => {
      const quasiIdentifiers = quasiIdentifiersOf(each.file, each.sensitive.split(',')[0]!);
      const models = modelsOf(each);
      const { suppressionLimit } = each;
      const result = anonymise({ table: tableOf(each.file), quasiIdentifiers, models, suppressionLimit });
      if (!result.ok) throw new Error(result.refusal.message);
      const { loss, bound, levels, suppressed } = result.value;
      expect(result.value.proven).toBe(true);
      expect(Math.abs(loss - each.loss)).toBeLessThan(1e-8);
      expect(bound).toBe(loss);
      const transformation = quasiIdentifiers.map(({ column }, index) => `${column}=${levels[index]}`).join(' ');
      expect({ transformation, suppressed }).toEqual({
        transformation: each.transformation,
        suppressed: each.suppressed,
      });
      const applied = applyLevels(tableOf(each.file), quasiIdentifiers, models, levels);
      expect(applied.suppressedRows).toBe(suppressed);
    });
  }
});
