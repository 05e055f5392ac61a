/** Something outside the program keeps it from starting: `message` says what in one sentence, `mend` how to put it right. */
export class StartFault extends Error {
  override name = 'StartFault';
  constructor(
    message: string,
    readonly mend: string,
  ) {
    super(message);
  }
}

/** The disk that holds `folder` is full. */
export const diskFull = (folder: string): StartFault =>
  new StartFault(
    `The disk that holds ${folder} is full.`,
    'Free some space, or set DATA_DIR to a folder on a larger disk, then start again.',
  );

/** Turns "no space left" and "not allowed" into a StartFault about `folder`; hands every other error back unchanged. */
export function asStartFault(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new StartFault(
      `The account that runs the broker may not write to ${folder}.`,
      'Give that account the folder, or set DATA_DIR to a folder that it owns, then start again.',
    );
  return error;
}
