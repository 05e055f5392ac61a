import type { Command } from 'commander';
import type { SigningKeyService, SigningKey } from '@broker/identity';
import { columns, say, sayJson } from '../client/shown.js';

/** Adds `broker keys …`: the keys that sign the tokens of programs, for the operator on the broker's own machine. */
export function register(program: Command): void {
  const keys = program
    .command('keys')
    .description('show and change the keys that sign the tokens of programs (ISA-26)');
  keys
    .command('list')
    .description('list the keys: which signs, which will, and until when each is taken')
    .option('--json', 'print JSON')
    .action(({ json }: { json?: boolean }) => withKeys((service) => list(service, json === true)));
  keys
    .command('rotate')
    .description('make a new key that signs from now on; what the others signed is taken until it ends')
    .option('--distrusted', 'a key may have been stolen: refuse at once what the others signed')
    .action(({ distrusted }: { distrusted?: boolean }) => withKeys((service) => rotate(service, distrusted === true)));
  keys
    .command('rotate-vault')
    .description('make a new key for personal information and close every item under it, while the broker runs')
    .action(rotateVault);
}

/** Closes every item of the vault under a new key of the key file, and forgets the older keys. */
async function rotateVault(): Promise<void> {
  const [platform, { LedgerService }, { VaultRotation }] = await Promise.all([
    import('@broker/platform'),
    import('@broker/ledger'),
    import('@broker/disclosure'),
  ]);
  platform.declareSystemProcess();
  const config = platform.loadConfig();
  const dataSource = await platform.openDataSource(config.databaseUrl, [platform.VaultItem]);
  try {
    const vault = new platform.VaultService(dataSource, new platform.VaultKeys(config.keyFile));
    const clock = { now: () => new Date() };
    const { keyId, items } = await new VaultRotation(vault, new LedgerService(dataSource), clock).rotate();
    say(`The key ${keyId} closes personal information from now on; ${items} items were closed under it.`);
    say(`Keep a new copy of the key file (${config.keyFile}), apart from the copies of the database.`);
  } finally {
    await dataSource.destroy();
  }
}

async function list(service: SigningKeyService, asJson: boolean): Promise<void> {
  const [keys, now] = [await service.keys(), new Date()];
  const shown = keys.map((key) => ({
    kid: key.kid,
    state: stateOf(key, now),
    signsFrom: key.notBefore.toISOString(),
    signsUntil: key.signsUntil.toISOString(),
    takenUntil: key.verifiesUntil.toISOString(),
  }));
  if (asJson) return sayJson(shown);
  if (shown.length === 0) return say('There is no key yet: the first token makes one.');
  say(columns([['STATE', 'SIGNS FROM', 'SIGNS UNTIL', 'TAKEN UNTIL', 'KEY'], ...shown.map(lineOf)]));
}

const lineOf = ({ state, signsFrom, signsUntil, takenUntil, kid }: Record<string, string>): string[] =>
  [state, signsFrom, signsUntil, takenUntil, kid].map((text) => text ?? '');

function stateOf({ notBefore, signsUntil }: SigningKey, now: Date): string {
  if (signsUntil <= now) return 'verifies';
  return notBefore <= now ? 'signs' : 'will sign';
}

async function rotate(service: SigningKeyService, distrusted: boolean): Promise<void> {
  const kid = await service.rotate(distrusted);
  say(`The key ${kid} signs from now on.`);
  say(
    distrusted
      ? 'Whatever the others signed is refused from now on; programs renew their access by themselves.'
      : 'What the others signed is taken until it ends.',
  );
}

async function withKeys(work: (service: SigningKeyService) => Promise<void>): Promise<void> {
  const [{ declareSystemProcess, loadConfig, openDataSource }, { LedgerService }, identity] = await Promise.all([
    import('@broker/platform'),
    import('@broker/ledger'),
    import('@broker/identity'),
  ]);
  declareSystemProcess();
  const config = loadConfig();
  const dataSource = await openDataSource(config.databaseUrl, [identity.SigningKey]);
  try {
    const clock = { now: () => new Date() };
    await work(new identity.SigningKeyService(dataSource, new LedgerService(dataSource), clock, config));
  } finally {
    await dataSource.destroy();
  }
}
