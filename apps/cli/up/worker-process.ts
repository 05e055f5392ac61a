import { type ChildProcess, fork } from 'node:child_process';

/** Longest pause before a worker that crashed is started again. */
const PAUSE_MAX_MS = 30_000;
const PAUSE_FIRST_MS = 1000;
/** A worker that ran for this long was healthy: its next crash counts as the first. */
const HEALTHY_AFTER_MS = 60_000;
const KILL_AFTER_MS = 6000;

/**
 * Keeps one worker process running. It has its own process group, so that Ctrl-C reaches the launcher alone, and it ends
 * by itself when the launcher is gone (the channel between them closes).
 * @param program path of the worker's main file.
 * @returns the function that ends it.
 */
export function keepWorkerRunning(program: string): () => Promise<void> {
  let worker: ChildProcess;
  let pauseMs = PAUSE_FIRST_MS;
  let again: NodeJS.Timeout | undefined;
  let wanted = true;

  const begin = (): void => {
    const startedAt = performance.now();
    worker = fork(program, { detached: process.platform !== 'win32' });
    worker.once('exit', (code, signal) => {
      if (!wanted) return;
      if (performance.now() - startedAt > HEALTHY_AFTER_MS) pauseMs = PAUSE_FIRST_MS;
      console.error(`The worker ended (${code ?? signal}); starting it again in ${pauseMs / 1000} s.`);
      again = setTimeout(begin, pauseMs);
      pauseMs = Math.min(pauseMs * 2, PAUSE_MAX_MS);
    });
  };
  begin();

  return async () => {
    wanted = false;
    clearTimeout(again);
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.kill('SIGTERM');
    const impatience = setTimeout(() => worker.kill('SIGKILL'), KILL_AFTER_MS);
    await ended;
    clearTimeout(impatience);
  };
}
