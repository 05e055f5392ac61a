import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { invalidRequest } from './problems/api-refusals.js';
import { InvalidRequest } from './problems/problem.exception.js';
import type { FieldFault } from './problems/problem.js';

/** One line for each field that is wrong; names the field and the rule, never the value. */
export const fieldFaults = (errors: ValidationError[]): FieldFault[] =>
  errors.map(({ property, constraints }) => ({
    field: property,
    message: Object.values(constraints ?? { unknown: `${property} is not understood` }).join('; '),
  }));

/** Checks queries and bodies against their classes; a field that no class names is refused, not ignored. */
export const apiValidation = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  validationError: { target: false, value: false },
  exceptionFactory: (errors) => new InvalidRequest(invalidRequest, fieldFaults(errors)),
});
