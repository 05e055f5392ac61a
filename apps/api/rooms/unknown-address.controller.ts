import { All, Controller, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RefusedError } from '@broker/kernel';
import { Public } from '../access/act.js';
import { API_PATH } from '../api-path.js';
import { noSuchAddress } from '../problems/api-refusals.js';
import { ProblemFilter } from '../problems/problem.filter.js';

/** Answers for every address below /api/v1 that nothing else answers for. Must be the module's last controller. */
@ApiExcludeController()
@Controller(API_PATH)
@UseFilters(ProblemFilter)
export class UnknownAddressController {
  @All(['', '*path'])
  @Public()
  unknown(): never {
    throw new RefusedError(noSuchAddress);
  }
}
