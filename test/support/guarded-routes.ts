import { RequestMethod, type INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { PUBLIC } from '@broker/platform';
import { ACT as API_ACT } from '../../apps/api/access/act.js';
import { ACT as PAGE_ACT } from '../../apps/web/shell/page-request.js';

/** A route with what guards it. */
export interface GuardedRoute {
  method: string;
  path: string;
  act: string | undefined;
  isPublic: boolean;
  /** Of the interface, not of the pages. */
  isApi: boolean;
}

/** Every route of every controller of an application, from the framework's own metadata. */
export function guardedRoutes(app: INestApplication): GuardedRoute[] {
  const controllers = new DiscoveryService(app.get(ModulesContainer)).getControllers();
  return controllers.flatMap(({ instance, metatype }) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
      if (method === undefined || method === RequestMethod.ALL) return [];
      const prefix = (Reflect.getMetadata('path', metatype!) as string | undefined) ?? '';
      return [Reflect.getMetadata('path', handler) as string | string[]].flat().map((path) => {
        const whole = `/${prefix}/${path}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1');
        const isApi = whole.startsWith('/api/');
        const act = Reflect.getMetadata(isApi ? API_ACT : PAGE_ACT, handler) as string | undefined;
        const isPublic = Reflect.getMetadata(PUBLIC, handler) === true;
        return { method: RequestMethod[method], path: whole, act, isPublic, isApi };
      });
    });
  });
}
