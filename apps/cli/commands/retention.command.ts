import type { Command } from 'commander';
import { say } from '../client/shown.js';

/** Adds `broker retention …`: what the operator does about disposal, on the broker's own machine. */
export function register(program: Command): void {
  const retention = program
    .command('retention')
    .description('see to it that what was disposed of stays disposed of (ISA-23)');
  retention
    .command('replay')
    .description('after a restore from a backup: dispose again of everything that the log says was disposed of')
    .action(replay);
}

async function replay(): Promise<void> {
  const [{ NestFactory }, { RetentionCommandModule }, { DisposalService }, { declareSystemProcess }] =
    await Promise.all([
      import('@nestjs/core'),
      import('./retention.module.js'),
      import('@broker/disclosure'),
      import('@broker/platform'),
    ]);
  declareSystemProcess();
  const app = await NestFactory.createApplicationContext(RetentionCommandModule, {
    logger: false,
    abortOnError: false,
  });
  try {
    const { disposals, repeated } = await app.get(DisposalService).replay();
    say(`The log holds ${disposals} disposals. ${repeated} of them had come back, and were done again.`);
  } finally {
    await app.close();
  }
}
