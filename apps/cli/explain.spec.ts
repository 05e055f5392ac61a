import { describe, expect, it } from '@jest/globals';
import { DomainError, RefusedError } from '@broker/kernel';
import { StartFault } from '@broker/platform';
import { explain } from './explain.js';

describe('explain', () => {
  it('says a refusal with its clause and its mend, and ends with 2', () => {
    const refusal = {
      code: 'exchange/nil',
      clause: 'ISA-11',
      message: 'No rows.',
      mend: 'Send a nil return.',
    } as const;
    expect(explain(new RefusedError(refusal))).toEqual({
      lines: ['Refused (ISA-11): No rows.', 'Send a nil return.'],
      exitCode: 2,
    });
  });

  it('says where in a file the fault lies', () => {
    const refusal = { code: 'exchange/ragged-row', clause: 'ISA-11', message: 'Ragged.', mend: 'Check it.' } as const;
    const where = { row: 3, column: 'Month' };
    expect(explain(new RefusedError({ ...refusal, where })).lines[0]).toBe(
      'Refused (ISA-11): Ragged. (row 3, column "Month")',
    );
    expect(explain(new RefusedError({ ...refusal, where: { row: 3 } })).lines[0]).toContain('(row 3)');
  });

  it('says a start fault in two sentences, without a stack', () => {
    expect(explain(new StartFault('The disk is full.', 'Free some space.'))).toEqual({
      lines: ['The disk is full.', 'Free some space.'],
      exitCode: 1,
    });
  });

  it('shows the stack of a fault of the program alone', () => {
    expect(explain(new DomainError('The configuration is not complete.')).lines).toHaveLength(1);
    expect(explain(new TypeError('x')).lines[0]).toContain('explain.spec');
  });
});
