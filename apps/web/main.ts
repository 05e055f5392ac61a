import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { CONFIG, type Config } from '@broker/platform';
import { configureWeb } from './configure-web.js';
import { WebModule } from './web.module.js';

const app = await NestFactory.create<NestExpressApplication>(WebModule, { logger: ['error', 'warn'] });
configureWeb(app);
app.enableShutdownHooks();
const { port, host } = app.get<Config>(CONFIG);
await app.listen(port, host);
