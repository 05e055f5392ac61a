import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { PROBLEM_TYPE } from '../problems/problem.js';
import { ProblemDocument } from './problem.document.js';

/** Describes the problems that an operation may answer with. @param meanings status → when it comes. */
export const ApiProblems = (meanings: Record<number, string>) =>
  applyDecorators(
    ApiExtraModels(ProblemDocument),
    ...Object.entries(meanings).map(([status, description]) =>
      ApiResponse({
        status: Number(status),
        description,
        content: { [PROBLEM_TYPE]: { schema: { $ref: getSchemaPath(ProblemDocument) } } },
      }),
    ),
  );
