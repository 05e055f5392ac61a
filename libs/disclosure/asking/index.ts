export * from './asking.module.js';
export * from './decision-draft.entity.js';
export * from './decision-draft.service.js';
export * from './gateway-correction.entity.js';
export * from './gateway-register.service.js';
export * from './information-request.entity.js';
export * from './request-event.entity.js';
export * from './request-item.entity.js';
export * from './request.queries.js';
export * from './request-settings.entity.js';
export * from './request-settings.service.js';
export * from './request.service.js';
export { noSuchGateway } from './domain/gateway-refusals.js';
export {
  ARTICLE_8_INTERESTS,
  AUTHORISED_STATES,
  clauseOfGateway,
  CONSENTS,
  EXEMPTION_TESTS,
  FOUR_EYES,
  isKeyOf,
  isProtected,
  ITEM_KINDS,
  ITEMS_MAX,
  needsNoPerson,
  NO_WORDS as NO_REQUEST_WORDS,
  needsPublicInterest,
  NOTHING_DECIDED,
  noSuchRequest,
  OPEN_STATES as OPEN_REQUEST_STATES,
  PUBLIC_INTERESTS,
  REQUEST_STATES,
  REQUEST_WORKFLOW,
  STANDARD_DAYS,
  STATE_WORDS as REQUEST_STATE_WORDS,
  SUBJECT_ROLES,
  URGENCIES,
  weighed,
  type Article8Interest,
  type AskedItem,
  type AskingRules,
  type Consent,
  type DecisionAnswers,
  type DecisionSoFar,
  type ExemptionTest,
  type FourEyes,
  type GatewayAnswer,
  type GatewayChange,
  type GatewayRule,
  type ItemDecision,
  type ItemKind,
  type ItemWords,
  type PublicInterest,
  type QuestionWords,
  type ReasonWords,
  type Request as AskedRequest,
  type RequestAnswers,
  type RequestCommand,
  type RequestState,
  type RequestStepName,
  type RequestSubject,
  type RequestWords,
  type ServiceStandard,
  type SubjectRole,
  type Urgency,
} from './domain/index.js';
