import { Reveal } from './reveals/reveal.entity.js';
import { AuditFinding } from './samples/audit-finding.entity.js';
import { AuditSampleItem } from './samples/audit-sample-item.entity.js';
import { AuditSample } from './samples/audit-sample.entity.js';

/** The tables of this room. */
export const AUDIT_ENTITIES = [Reveal, AuditSample, AuditSampleItem, AuditFinding] as const;
