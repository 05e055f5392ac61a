import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { PUBLIC } from '@broker/platform';
import { PERMISSIONS } from '@broker/identity';
import { ACT } from '../../../apps/api/access/act.js';
import { ApiHost } from '../../support/api-host.js';

interface Route {
  handler: string;
  method: string;
  path: string;
  act: string | undefined;
  isPublic: boolean;
}
interface Operation {
  operationId?: string;
  summary?: string;
  security?: object[];
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description?: string; content?: Record<string, Media> }>;
}
interface Media {
  schema?: object;
}

/** Their answer holds a secret or personal information and is therefore not kept for a repetition, which is done anew. */
const UNKEPT = ['post /api/v1/webhooks', 'post /api/v1/disclosures/{id}/items/{itemId}/opening'];

/** What anybody may ask. */
const OPEN = [
  'get /api/v1/register',
  'post /api/v1/tokens',
  'post /api/v1/tokens/refresh',
  'post /api/v1/tokens/end',
  'get /api/v1/.well-known/jwks.json',
];

let host: ApiHost;
let document: OpenAPIObject;

/** Every route of every controller of the application, from Nest's own metadata. */
function routes(): Route[] {
  const discovery = new DiscoveryService(host.app.get(ModulesContainer));
  return discovery.getControllers().flatMap(({ instance, metatype }) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const paths = [Reflect.getMetadata('path', handler) as string | string[]].flat();
      const prefix = Reflect.getMetadata('path', metatype!) as string;
      return paths.map((path) => ({
        handler: `${metatype!.name}.${name}`,
        method: RequestMethod[method].toLowerCase(),
        path: `/${prefix}/${path}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1'),
        act: new Reflector().get<string | undefined>(ACT, handler),
        isPublic: new Reflector().get<boolean | undefined>(PUBLIC, handler) === true,
      }));
    });
  });
}

const operations = (): [string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]): [string, Operation] => [
      `${method} ${path}`,
      operation,
    ]),
  );

beforeAll(async () => {
  host = await ApiHost.start();
  document = (await host.anonymous.get('/api/v1/openapi.json').expect(200)).body as OpenAPIObject;
});
afterAll(() => host?.stop());

describe('every handler of the interface', () => {
  it('is found', () => expect(routes().length).toBeGreaterThan(18));

  it('names an act of the table of permissions or is marked as public, never both', () => {
    const wrong = routes().filter(({ act, isPublic }) => isPublic === (act !== undefined && act in PERMISSIONS));
    expect(wrong.map(({ handler }) => handler)).toEqual([]);
  });

  it('is for programs: nothing that takes a person present (ISA-26)', () => {
    const permissions: Record<string, { needs: readonly string[] }> = PERMISSIONS;
    const wrong = routes().filter(({ act }) => act && permissions[act]!.needs.includes('step-up'));
    expect(wrong.map(({ handler }) => handler)).toEqual([]);
    expect(permissions['onward.decide']!.needs).toContain('step-up');
  });

  it('that is public is one of those we know', () => {
    const handlers = routes().filter(({ isPublic }) => isPublic);
    expect([...new Set(handlers.map(({ handler }) => handler))].sort()).toEqual([
      'HealthController.live',
      'HealthController.ready',
      'KeysController.read',
      'OpenApiController.read',
      'RegisterController.read',
      'TokensController.giveBack',
      'TokensController.issue',
      'TokensController.refresh',
      'UnknownAddressController.unknown',
    ]);
  });

  it('refuses a caller without a token before anything else', async () => {
    const guarded = routes().filter(({ isPublic }) => !isPublic);
    for (const { method, path } of guarded) {
      const address = path.replaceAll(/:\w+/g, '6f1c1c5e-6f0e-4c52-8f5e-7d0a3b6f2a11');
      const answer = await host.anonymous[method as 'get' | 'post' | 'delete'](address);
      expect(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 401`);
    }
  });
});

describe('the description of the interface', () => {
  it('lists every route and no other', () => {
    const described = operations().map(([name]) => name);
    const expected = routes()
      .filter(({ handler }) => !/^(Health|OpenApi|UnknownAddress)/.test(handler))
      .map(({ method, path }) => `${method} ${path.replaceAll(/[:*](\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(expected.sort());
  });

  it('has a title, a version and a relative server', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info.title).toBe('Safe City Broker');
    expect(document.info.version).toMatch(/^\d+\.\d+$/);
    expect(document.servers).toEqual([{ url: '/' }]);
    expect(document.components?.securitySchemes).toEqual({
      bearer: expect.objectContaining({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }),
    });
  });

  it('describes each operation: id, summary, security, path parameters, answers', () => {
    const ids = operations().map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [name, operation] of operations()) {
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\w+ \w+/)]);
      const open = OPEN.includes(name);
      expect([name, operation.security]).toEqual([name, open ? [] : [{ bearer: [] }]]);
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect([name, inPath.map(({ name }) => name)]).toEqual([
        name,
        [...name.matchAll(/\{(\w+)\}/g)].map(([, id]) => id),
      ]);
      const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      expect([name, good.length]).toEqual([name, 1]);
      expect([name, Object.values(good[0]?.[1].content ?? {}).every(({ schema }) => schema)]).toEqual([name, true]);
      expect([name, Object.keys(good[0]?.[1].content ?? {}).length > 0]).toEqual([name, true]);
    }
  });

  it('describes each refusal as a problem', () => {
    for (const [name, { responses }] of operations()) {
      const statuses = Object.keys(responses);
      expect([name, statuses]).toEqual([name, expect.arrayContaining(['401', '403', '500'])]);
      for (const status of statuses.filter((status) => Number(status) >= 400)) {
        expect([name, status, responses[status]?.content]).toEqual([
          name,
          status,
          { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDocument' } } },
        ]);
        expect(responses[status]?.description).toBeTruthy();
      }
    }
  });

  it('asks for an idempotency key wherever one is asked for', () => {
    for (const [name, { parameters = [], requestBody }] of operations().filter(([name]) => name.startsWith('post'))) {
      const asks = parameters.some((parameter) => parameter.in === 'header' && parameter.name === 'Idempotency-Key');
      expect([name, asks]).toEqual([name, !OPEN.includes(name) && !UNKEPT.includes(name)]);
      expect([name, Object.keys(requestBody?.content ?? {})]).toEqual([
        name,
        [name === 'post /api/v1/submissions' ? 'text/csv' : 'application/json'],
      ]);
    }
  });

  it('refers only to schemas that it has, and uses each', () => {
    const text = JSON.stringify(document);
    const named = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name));
    expect(named).toEqual(new Set(Object.keys(document.components?.schemas ?? {})));
  });

  it('gives every property a type and an example', () => {
    const schemas = Object.entries(document.components?.schemas ?? {}) as [string, Schema][];
    const bare = schemas.flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([, property]) => {
          const typed = ['type', '$ref', 'allOf', 'oneOf', 'anyOf', 'enum'].some((key) => key in property);
          return !typed || !(JSON.stringify(property).includes('$ref') || 'example' in property);
        })
        .map(([property]) => `${schema}.${property}`),
    );
    expect(bare).toEqual([]);
  });

  it('describes what is really answered', async () => {
    for (const [path, schema] of [
      ['/agreement', 'AgreementDocument'],
      ['/datasets', 'DatasetListDocument'],
      ['/datasets/POL-2', 'DatasetDocument'],
      ['/submissions', 'SubmissionPageDocument'],
      ['/releases', 'ReleasePageDocument'],
      ['/ledger/head', 'LedgerHeadDocument'],
      ['/tokens', 'ProgramPageDocument'],
      ['/.well-known/jwks.json', 'KeySetDocument'],
    ] as const) {
      const { body } = await host.get('police.steward', path);
      expect(faultsAgainst(body, { $ref: `#/components/schemas/${schema}` }, schema)).toEqual([]);
    }
    const [submission] = (await host.get('police.steward', '/submissions')).body.items as {
      id: string;
      releaseId: string;
    }[];
    for (const [path, schema] of [
      [`/submissions/${submission?.id}`, 'SubmissionDocument'],
      [`/submissions/${submission?.id}/entries`, 'LedgerEntryListDocument'],
      [`/releases/${submission?.releaseId}`, 'ReleaseDocument'],
      [`/releases/${submission?.releaseId}/cells`, 'CellPageDocument'],
      ['/releases/none', 'ProblemDocument'],
    ] as const) {
      const { body } = await host.get('police.steward', path);
      expect(faultsAgainst(body, { $ref: `#/components/schemas/${schema}` }, schema)).toEqual([]);
    }
  });
});

describe('what is answered about kept information', () => {
  it.each([
    ['council.officer', '/onward?side=asking', 'Onward', 'OnwardDocument'],
    ['council.officer', '/retention', 'Kept', 'KeptDocument'],
    ['council.officer', '/subject-access', 'SubjectAccess', 'SubjectAccessDocument'],
    ['police.officer', '/consultations', 'Question', 'QuestionDocument'],
    ['council.officer', '/foi', 'Foi', 'FoiDocument'],
    ['council.auditor', '/samples', 'LogSample', 'LogSampleDocument'],
    ['council.auditor', '/findings', 'Finding', 'FindingDocument'],
  ])('%s reads it at %s', async (who, path, name, one) => {
    const { body } = await host.get(who, path);
    expect(faultsAgainst(body, { $ref: `#/components/schemas/${name}PageDocument` }, path)).toEqual([]);
    const { href } = (body.items as { href: string }[])[0]!;
    const answer = await host.get(who, href.slice('/api/v1'.length));
    expect(faultsAgainst(answer.body, { $ref: `#/components/schemas/${one}` }, href)).toEqual([]);
  });
});

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  type?: string | string[];
  items?: Schema;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
}

/** Where a value differs from a schema: missing and unknown properties, and wrong types. Enough of JSON Schema for our description. */
function faultsAgainst(value: unknown, schema: Schema, at: string): string[] {
  if (schema.$ref) return faultsAgainst(value, document.components?.schemas?.[schema.$ref.slice(21)] as Schema, at);
  if (schema.allOf) return schema.allOf.flatMap((one) => faultsAgainst(value, one, at));
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) {
    return choices.some((one) => faultsAgainst(value, one, at).length === 0) ? [] : [`${at}: none of the choices`];
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${at}: not in enum`];
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return [`${at}: no array`];
    return value.flatMap((item, index) => faultsAgainst(item, schema.items ?? {}, `${at}[${index}]`));
  }
  if (schema.type === 'object') {
    if (typeof value !== 'object' || value === null) return [`${at}: no object`];
    const object = value as Record<string, unknown>;
    const missing = (schema.required ?? []).filter((name) => !(name in object));
    return [
      ...missing.map((name) => `${at}.${name}: missing`),
      ...Object.entries(object).flatMap(([name, item]) => {
        const property = schema.properties?.[name];
        return property ? faultsAgainst(item, property, `${at}.${name}`) : [`${at}.${name}: not described`];
      }),
    ];
  }
  const types = [schema.type ?? []].flat();
  const type = value === null ? 'null' : typeof value;
  return types.includes(type) || (types.includes('integer') && Number.isInteger(value))
    ? []
    : [`${at}: ${type}, not ${types.join(' or ')}`];
}
