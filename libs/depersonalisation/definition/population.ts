import { RefusedError } from '@broker/kernel';
import type { Table } from '../search/table.js';
import { quasiIdentifiersOf, type FileDefinition } from './definition.js';
import { EXPECTED, canonicalValue } from './value-kinds.js';

/**
 * The population of a k-map with its values in canonical form.
 * @throws RefusedError `depersonalisation/unfit-population` when a quasi-identifier is missing or holds something of another kind
 */
export function canonicalTable(definition: FileDefinition, population: Table): Table {
  const columns = quasiIdentifiersOf(definition).map(({ name, hierarchy: { kind } }) => {
    const column = population.columns.find((candidate) => candidate.name === name);
    if (!column) throw unfit(`has no column "${name}".`, name);
    const labels = column.labels.map((label) => canonicalValue(kind, label));
    if (labels.includes(null)) throw unfit(`holds in column "${name}" something that is not ${EXPECTED[kind]}.`, name);
    return { ...column, labels: labels as string[] };
  });
  return { rows: population.rows, columns };
}

const unfit = (message: string, column: string): RefusedError =>
  new RefusedError({
    code: 'depersonalisation/unfit-population',
    clause: 'ISA-9',
    message: `The population file ${message}`,
    mend: 'Give it the same quasi-identifiers as the file, under the same names and written alike.',
    where: { column },
  });
