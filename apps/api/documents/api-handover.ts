import { ApiOkResponse } from '@nestjs/swagger';

const header = (description: string, schema: object) => ({ description, schema });

/** Describes the file that a collection answers with. */
export const ApiHandover = () =>
  ApiOkResponse({
    description: 'The file: one line for each row; suppressed cells hold no rows.',
    headers: {
      'Content-Disposition': header('Name of the file.', { type: 'string' }),
      'Broker-Collection-Id': header('Id of the recorded download.', { type: 'string', format: 'uuid' }),
      'Broker-Purpose': header('What it may be used for, and nothing else (ISA-18).', { type: 'string' }),
      'Broker-Agreement-Version': header('Version of the agreement it was released under.', { type: 'integer' }),
      'Idempotency-Replayed': header('“true” when it is sent again.', { type: 'string', enum: ['true'] }),
    },
    content: {
      'text/csv': { schema: { type: 'string' }, example: 'dataset,period,…\nPOL-2,2025-01,…\n' },
      'application/x-ndjson': { schema: { type: 'string' }, example: '{"dataset":"POL-2","period":"2025-01"}\n' },
    },
  });
