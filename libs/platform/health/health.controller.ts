import { Controller, Get, Res, SetMetadata } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DataSource } from 'typeorm';

/** Mark of a handler that anybody may call; every other one names the act it is guarded by. */
export const PUBLIC = 'broker:public';

interface HttpAnswer {
  status(code: number): { json(body: unknown): void };
}

/** Answers for machines that watch: is the process alive, and can it do its work? */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly dataSource: DataSource) {}

  /** The process answers. */
  @Get('live')
  @SetMetadata(PUBLIC, true)
  live() {
    return { status: 'live' };
  }

  /** The database answers and its schema is the one this program was built for; 503 otherwise. */
  @Get('ready')
  @SetMetadata(PUBLIC, true)
  async ready(@Res() answer: HttpAnswer): Promise<void> {
    try {
      const pending = await this.dataSource.showMigrations();
      answer.status(pending ? 503 : 200).json({ status: pending ? 'schema is not current' : 'ready' });
    } catch {
      answer.status(503).json({ status: 'database does not answer' });
    }
  }
}
