import { Command } from 'commander';
import { register as registerBreach } from './commands/breach.command.js';
import { register as registerClock } from './commands/clock.command.js';
import { register as registerDeadlines } from './commands/deadlines.command.js';
import { register as registerDepersonalise } from './commands/depersonalise.command.js';
import { register as registerDownload } from './commands/download.command.js';
import { register as registerKeys } from './commands/keys.command.js';
import { register as registerRetention } from './commands/retention.command.js';
import { register as registerLedger } from './commands/ledger.command.js';
import { register as registerLists } from './commands/lists.command.js';
import { register as registerLog } from './commands/log.command.js';
import { register as registerMigrate } from './commands/migrate.command.js';
import { register as registerRecords } from './commands/records.command.js';
import { register as registerRelease } from './commands/release.command.js';
import { register as registerRequests } from './commands/requests.command.js';
import { register as registerSignIn } from './commands/sign-in.command.js';
import { register as registerUp } from './commands/up.command.js';
import { register as registerUpload } from './commands/upload.command.js';
import { register as registerWitness } from './commands/witness.command.js';
import { explain } from './explain.js';

const program = new Command('broker')
  .description("The broker of a community safety partnership's information sharing agreement")
  .showHelpAfterError('(run with --help to see what it takes)');

const local = [
  registerUp,
  registerMigrate,
  registerLedger,
  registerKeys,
  registerRetention,
  registerDepersonalise,
  registerDeadlines,
  registerClock,
  registerWitness,
];
const asClient = [
  registerSignIn,
  registerUpload,
  registerLists,
  registerRelease,
  registerDownload,
  registerBreach,
  registerRequests,
  registerLog,
  registerRecords,
];
for (const register of [...local, ...asClient]) register(program);

try {
  await program.parseAsync();
} catch (error) {
  const { lines, exitCode } = explain(error);
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(exitCode);
}
