import { ConsultationController } from './consultation.controller.js';
import { FoiController } from './foi.controller.js';
import { OnwardController } from './onward.controller.js';
import { RetentionController } from './retention.controller.js';
import { SubjectAccessController } from './subject-access.controller.js';
import { SubjectAccessStepsController } from './subject-access-steps.controller.js';

/** The pages about information after it was disclosed. Addresses with a fixed word stand before those with an id. */
export const KEEPING_CONTROLLERS = [
  FoiController,
  OnwardController,
  RetentionController,
  ConsultationController,
  SubjectAccessController,
  SubjectAccessStepsController,
];
