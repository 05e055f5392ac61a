// One process that gives entries their place in the tree, by the product's own code and nothing around it, so that it starts as fast as it is killed.
import pg from 'pg';
import { sequenceNext } from '../../dist/libs/ledger/ledger-sequencing.js';

const [url] = process.argv.slice(2);
process.on('disconnect', () => process.exit(0));

/** Passes until the connection breaks. */
async function sequence(client) {
  const manager = { query: async (text, values) => (await client.query(text, values)).rows };
  for (;;) {
    await client.query(`START TRANSACTION; SET LOCAL broker.scope = 'system'`);
    const placed = await sequenceNext(manager, 200);
    await client.query('COMMIT');
    if (placed > 0) process.send?.('placed');
    else await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

for (;;) {
  const client = new pg.Client({ connectionString: url, options: '-c role=broker_app' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await sequence(client);
  } catch {
    await client.end().catch(() => undefined); // the server is away: the next connection tries again
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
