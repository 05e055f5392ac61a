import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { CONFIG, type Config } from '@broker/platform';
import { ApiModule } from './api.module.js';
import { configureApi } from './configure-api.js';

/** The interface as a process of its own, where pages run elsewhere. */
const app = await NestFactory.create<NestExpressApplication>(ApiModule);
configureApi(app);
app.enableShutdownHooks();
const { port, host } = app.get<Config>(CONFIG);
await app.listen(port, host);
