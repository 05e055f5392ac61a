import { RefusedError } from '@broker/kernel';

/** One value of a JSON text with the place where it stands, for example `columns[2].hierarchy`. Every fault names that place. */
export class JsonPlace {
  constructor(
    private readonly value: unknown,
    private readonly path = '',
  ) {}

  get isAbsent(): boolean {
    return this.value === undefined;
  }

  /** An object; a field that nobody would read is refused, for it may be a slip of the pen that changes what is protected. */
  fields(known: readonly string[]): (name: string) => JsonPlace {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.wants('an object, { … }');
    const unknown = Object.keys(value).find((name) => !known.includes(name));
    const at = (name: string): string => (this.path ? `${this.path}.${name}` : name);
    if (unknown !== undefined)
      return new JsonPlace(null, at(unknown)).refuse(
        'is not a field that is known here.',
        `Leave it out, or check its spelling; known are ${known.join(', ')}.`,
      );
    return (name) => new JsonPlace((value as Record<string, unknown>)[name], at(name));
  }

  /** A list of at least one. */
  list(): JsonPlace[] {
    const { value } = this;
    if (!Array.isArray(value) || value.length === 0) return this.wants('a list of at least one, [ … ]');
    return value.map((each, index) => new JsonPlace(each, `${this.path}[${index}]`));
  }

  /** A text that is not empty. */
  text(): string {
    if (typeof this.value !== 'string' || this.value === '') return this.wants('a text');
    return this.value;
  }

  flag(): boolean {
    if (typeof this.value !== 'boolean') return this.wants('true or false');
    return this.value;
  }

  /** A number within limits, both included. */
  number(least: number, most: number): number {
    if (typeof this.value !== 'number' || !(this.value >= least && this.value <= most))
      return this.wants(most === Infinity ? `a number of at least ${least}` : `a number from ${least} to ${most}`);
    return this.value;
  }

  /** A whole number within limits, both included. */
  whole(least: number, most: number): number {
    if (!Number.isInteger(this.value) || !(Number(this.value) >= least && Number(this.value) <= most))
      return this.wants(`a whole number from ${least} to ${most}`);
    return Number(this.value);
  }

  oneOf<T extends string>(choices: readonly T[]): T {
    const found = choices.find((choice) => choice === this.value);
    return found ?? this.wants(choices.length === 1 ? choices[0]! : `one of ${choices.join(', ')}`);
  }

  /** What is read here; when nothing stands here, `otherwise`. */
  or<T, U>(otherwise: U, read: (place: JsonPlace) => T): T | U {
    return this.isAbsent ? otherwise : read(this);
  }

  /** Refuses what stands here: `depersonalisation/broken-definition`. The value is not repeated. */
  refuse(message: string, mend: string): never {
    throw new RefusedError({
      code: 'depersonalisation/broken-definition',
      clause: 'ISA-9',
      message: `The definition cannot be used: ${this.path || 'the file'} ${message}`,
      mend,
    });
  }

  private wants(what: string): never {
    return this.refuse(this.isAbsent ? 'is missing.' : `is not ${what}.`, `Write ${what} there.`);
  }
}
