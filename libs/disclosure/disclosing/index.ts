export * from './disclosing.module.js';
export * from './disclosure.entity.js';
export * from './disclosure.queries.js';
export * from './disclosure-attachment.entity.js';
export * from './disclosure-draft.entity.js';
export * from './disclosure-draft.service.js';
export * from './disclosure-item.entity.js';
export * from './disclosure-reading.service.js';
export * from './disclosure-view.entity.js';
export { DisclosureService, type WholeDisclosure } from './disclosure.service.js';
export {
  disclosureRefusals,
  FILE_BYTES_MAX,
  FILES_MAX,
  type DisclosureWords,
  type ItemAnswer,
  type KeptFile,
} from './domain/index.js';
export { FileGate, type SentFile } from './files/file-gate.service.js';
export { MEDIA_TYPES } from './files/media-types.js';
export { ReceiptOfDisclosure } from './receipt.service.js';
export { VaultRotation } from './vault-rotation.service.js';
