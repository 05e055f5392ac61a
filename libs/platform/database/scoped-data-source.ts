import { DataSource, type QueryRunner } from 'typeorm';
import { beginStatement, currentScope } from './row-scope.js';

/**
 * A connection pool whose every statement runs in a transaction that names the scope of the work under way, so that PostgreSQL
 * itself shows no row of anybody else's (row-security.ts). A statement outside a transaction gets one of its own.
 */
export class ScopedDataSource extends DataSource {
  override createQueryRunner(mode?: 'master' | 'slave'): QueryRunner {
    const runner = super.createQueryRunner(mode);
    const plain = runner.query.bind(runner) as (...given: unknown[]) => Promise<never>;
    const scoped = async (...given: unknown[]): Promise<never> => {
      if (given[0] === 'START TRANSACTION') return plain(beginStatement(currentScope()));
      if (runner.isTransactionActive) return plain(...given);
      await plain(beginStatement(currentScope()));
      try {
        const answer = await plain(...given);
        await plain('COMMIT');
        return answer;
      } catch (error) {
        await plain('ROLLBACK').catch(() => undefined); // the connection is gone: the first error tells more
        throw error;
      }
    };
    return Object.assign(runner, { query: scoped });
  }
}
