import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SubjectIndexRow } from './subject-index.entity.js';
import { SubjectIndexService } from './subject-index.service.js';

/** The blind index by which a person's records are found without opening any (ISA-17e). */
@Module({
  imports: [TypeOrmModule.forFeature([SubjectIndexRow])],
  providers: [SubjectIndexService],
  exports: [SubjectIndexService],
})
export class SubjectIndexModule {}
