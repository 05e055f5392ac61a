import { AgreementController } from './agreement.controller.js';
import { DraftClausesController } from './draft-clauses.controller.js';
import { DraftController } from './draft.controller.js';
import { DraftPartsController } from './draft-parts.controller.js';
import { RegisterController } from './register.controller.js';
import { ReviewsController } from './reviews.controller.js';
import { SignatoriesController } from './signatories.controller.js';
import { SigningController } from './signing.controller.js';
import { SuccessionsController } from './successions.controller.js';
import { WithdrawalController } from './withdrawal.controller.js';

/** The pages of the agreement. */
export const AGREEMENT_PAGES = [
  AgreementController,
  DraftController,
  DraftClausesController,
  DraftPartsController,
  SigningController,
  WithdrawalController,
  SignatoriesController,
  SuccessionsController,
  ReviewsController,
  RegisterController,
];
