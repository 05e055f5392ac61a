/** Lines of text in columns, each as wide as its widest. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A period or a range of two, `2019-01 to 2019-03`; nothing while it is not known. */
export function range(from: string | null, to: string | null): string {
  if (!from || !to) return '';
  return from === to ? from : `${from} to ${to}`;
}

/** How far a check has come, as one line. */
export function progressLine({ bytesRead, fileBytes, rowsRead }: Progress): string {
  const share = fileBytes > 0 ? Math.min(1, bytesRead / fileBytes) : 1;
  const done = Math.round(share * BAR_WIDTH);
  const bar = '#'.repeat(done).padEnd(BAR_WIDTH, '.');
  return `Checking [${bar}] ${Math.floor(share * 100)} %, ${rowsRead.toLocaleString('en-GB')} rows`;
}

const BAR_WIDTH = 30;

/** How far the check of a file has come. */
export interface Progress {
  bytesRead: number;
  fileBytes: number;
  rowsRead: number;
}

/** Writes a line to the standard output. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Writes a value to the standard output, for programs. */
export const sayJson = (value: unknown): void => say(JSON.stringify(value, null, 2));
