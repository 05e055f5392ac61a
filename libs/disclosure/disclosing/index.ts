export * from './disclosing.module.js';
export * from './disclosure.entity.js';
export * from './disclosure-attachment.entity.js';
export * from './disclosure-draft.entity.js';
export * from './disclosure-item.entity.js';
export * from './disclosure-view.entity.js';
