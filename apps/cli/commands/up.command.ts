import type { Command } from 'commander';

/** `broker up`: database, schema, demonstration, worker, pages and interface, from one command. */
export function register(program: Command): void {
  program
    .command('up')
    .description('start everything: database, worker, pages and interface')
    .option('--empty', 'start without the demonstration, with a partnership and an administrator of your own', false)
    .action(async ({ empty }: { empty: boolean }) => {
      const { up } = await import('../up/up.js');
      await up({ empty });
    });
}
