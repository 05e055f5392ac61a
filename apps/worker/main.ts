import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { declareSystemProcess } from '@broker/platform';
import { WorkerModule } from './worker.module.js';

declareSystemProcess();
const app = await NestFactory.createApplicationContext(WorkerModule, { logger: ['error', 'warn'] });
app.enableShutdownHooks();

// A worker forked by the launcher ends with it, however the launcher ended.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.send?.('ready');
