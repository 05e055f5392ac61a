import { BullModule } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CLOCK, type Clock } from '@broker/kernel';
import { CONFIG, loadConfig, type Config } from './config/config.js';
import { scopedOptions } from './database/data-source.js';
import { ScopedDataSource } from './database/scoped-data-source.js';
import { IdempotentAnswer } from './idempotency/idempotent-answer.entity.js';
import { IdempotentAnswers } from './idempotency/idempotent-answer.service.js';
import { HealthController } from './health/health.controller.js';
import { HealthQueries } from './health/health.queries.js';
import { RESOLVE, systemResolve } from './outside/safe-address.js';
import { queueConnection } from './queue/queue-connection.js';
import { SpoolService } from './spool/spool.service.js';
import { VaultItem } from './vault/vault-item.entity.js';
import { VaultKeys } from './vault/vault-keys.js';
import { VaultService } from './vault/vault.service.js';

const systemClock: Clock = { now: () => new Date() };

/** Config, clock and resolver, which everything may ask for. */
@Global()
@Module({
  providers: [
    { provide: CONFIG, useFactory: () => loadConfig() },
    { provide: CLOCK, useValue: systemClock },
    { provide: RESOLVE, useValue: systemResolve },
  ],
  exports: [CONFIG, CLOCK, RESOLVE],
})
class SurroundingsModule {}

/** What every app stands on: configuration, clock, database, queues, spool and health. */
@Global()
@Module({
  imports: [
    SurroundingsModule,
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({ ...scopedOptions(config.databaseUrl), autoLoadEntities: true }),
      dataSourceFactory: async (options) => new ScopedDataSource(options!),
    }),
    TypeOrmModule.forFeature([IdempotentAnswer, VaultItem]),
    BullModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({ connection: queueConnection(config.databaseUrl, config.redisUrl) }),
    }),
  ],
  controllers: [HealthController],
  providers: [
    HealthQueries,
    {
      provide: SpoolService,
      inject: [CONFIG],
      useFactory: (config: Config) => new SpoolService(config.spoolDir, config.uploadBytesMax),
    },
    { provide: VaultKeys, inject: [CONFIG], useFactory: (config: Config) => new VaultKeys(config.keyFile) },
    VaultService,
    IdempotentAnswers,
  ],
  exports: [HealthQueries, SpoolService, VaultService, IdempotentAnswers, TypeOrmModule],
})
export class PlatformModule {}
