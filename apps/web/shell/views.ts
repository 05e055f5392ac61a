import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Express } from 'express';
import nunjucks from 'nunjucks';
import { paths } from '../paths.js';
import { webFolder } from './package-root.js';
import { designSystemFolders } from './static-assets.js';

/** Lets controllers answer with templates. `assetBase`: where style and scripts are served. */
export function useViews(app: NestExpressApplication, assetBase: string): void {
  const express: Express = app.getHttpAdapter().getInstance();
  const environment = nunjucks.configure([webFolder('views'), ...designSystemFolders()], { autoescape: true, express });
  environment.addGlobal('paths', paths);
  environment.addGlobal('assetBase', assetBase);
  app.setViewEngine('njk');
}
