import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  canonicalTable,
  cellTexts,
  CsvScanner,
  filesOf,
  GeneralisationHierarchy,
  HAS_FORMULA_LEAD,
  quasiIdentifiersOf,
  readDefinition,
  refuseFormula,
  TableReader,
  type CsvRow,
  type FileDefinition,
  type Table,
} from '@broker/depersonalisation';
import { RefusedError } from '@broker/kernel';

type Hierarchy = readonly (readonly string[])[];

/** A definition with everything that its files hold. */
export interface LoadedDefinition {
  definition: FileDefinition;
  /** Rows of each hierarchy file, by its name in the definition. */
  hierarchies: Map<string, Hierarchy>;
  population: Table | null;
}

/**
 * Reads a definition file and the files it names, which lie beside it.
 * @throws RefusedError: those of readDefinition and of the files, and `depersonalisation/missing-file`
 */
export async function loadDefinition(path: string): Promise<LoadedDefinition> {
  const read = readDefinition(await readFile(path, 'utf8'));
  if (!read.ok) throw new RefusedError(read.refusal);
  const definition = read.value;
  const beside = (name: string): string => join(dirname(path), name);
  const hierarchies = new Map<string, Hierarchy>();
  for (const name of filesOf(definition))
    hierarchies.set(name, await within(name, hierarchyIn(beside(name), definition.separator)));
  const map = definition.models.find((model) => model.kind === 'k-map');
  const population = map ? await within(map.population, populationIn(beside(map.population), definition)) : null;
  return { definition, hierarchies, population };
}

/** Says which file a refusal is about. */
async function within<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RefusedError)
      throw new RefusedError({ ...error.refusal, message: `In the file ${name}: ${error.refusal.message}` });
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new RefusedError({
      code: 'depersonalisation/missing-file',
      clause: 'ISA-9',
      message: `The definition names the file ${name}, which is not there.`,
      mend: 'Put it beside the definition, or correct its name there.',
    });
  }
}

/** All rows of a hierarchy file, which has no header: the first row is a row like the others. Refuses what is no tree. */
async function hierarchyIn(path: string, separator: string): Promise<Hierarchy> {
  const rows: string[][] = [];
  const take = (row: CsvRow): void => {
    for (let column = 0; column < row.columns; column++)
      if ((row.marks[column]! & HAS_FORMULA_LEAD) !== 0) refuseFormula(row, column, `column ${column + 1}`);
    rows.push(cellTexts(row));
  };
  const scanner = new CsvScanner((_names, row) => take(row), take, separator);
  for await (const chunk of createReadStream(path)) scanner.push(chunk as Buffer);
  scanner.finish();
  const { rows: checked } = new GeneralisationHierarchy(rows);
  return checked;
}

async function populationIn(path: string, definition: FileDefinition): Promise<Table> {
  const columns = quasiIdentifiersOf(definition).map(({ name }) => name);
  const reader = new TableReader({ separator: definition.separator, columns });
  for await (const chunk of createReadStream(path)) reader.push(chunk as Buffer);
  return canonicalTable(definition, reader.finish());
}
