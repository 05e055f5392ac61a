import { existsSync } from 'node:fs';
import path from 'node:path';
import { DomainError } from '@broker/kernel';

/** The package's folder, whether this runs from the source or from the build: the build holds no templates. */
function packageRoot(from: string = import.meta.dirname): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const above = path.dirname(from);
  if (above === from) throw new DomainError('The package’s folder cannot be found.');
  return packageRoot(above);
}

/** A folder of the pages' source, for example `views`. */
export const webFolder = (name: string): string => path.join(packageRoot(), 'apps/web', name);
