import type { INestApplication, Type } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** Version of the interface: the second part grows with each addition, the first with each change that breaks a client. */
const API_VERSION = '1.0';

/** Writes the OpenAPI description of the interface that a module holds. Pages of the same application stay out of it. */
export function describeApi(app: INestApplication, apiModule: Type): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setTitle('Safe City Broker')
    .setDescription(
      'The interface for agencies’ systems: hand in datasets, release them, collect what partners released, prove what was done. ' +
        'A POST carries an Idempotency-Key; a refusal is an application/problem+json with the clause it rests on and how to mend it.',
    )
    .setVersion(API_VERSION)
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From POST /api/v1/tokens.' })
    .setOpenAPIVersion('3.1.0')
    .build();
  return SwaggerModule.createDocument(app, frame, { include: [apiModule] });
}
