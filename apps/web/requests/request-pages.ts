import type { Type } from '@nestjs/common';
import { GatewaysController } from '../gateways/gateways.controller.js';
import { DecisionController } from './decision.controller.js';
import { RequestCheckController } from './request-check.controller.js';
import { RequestController } from './request.controller.js';
import { RequestQuestionController } from './request-question.controller.js';
import { RequestSettingsController } from './request-settings.controller.js';
import { requestStepController } from './request-step.controller.js';
import { REQUEST_STEPS } from './request-steps.js';
import { RequestsController } from './requests.controller.js';

/** Every controller of requests and gateways; addresses without an id come first. */
export const REQUEST_PAGES: Type[] = [
  RequestsController,
  RequestSettingsController,
  RequestController,
  RequestQuestionController,
  RequestCheckController,
  DecisionController,
  ...REQUEST_STEPS.map(requestStepController),
  GatewaysController,
];
