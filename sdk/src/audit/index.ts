export {
  type AuditCheckpoint,
  checkpointText,
  isCheckpoint,
  isSigned,
  readCheckpoints,
} from './checkpoint.ts';
export type { AuditFinding, AuditVerdict } from './finding.ts';
export type { AuditEntry, EntryLine } from './judge-entry.ts';
export { GrowingTree, isConsistent, isIncluded, leafHash, nodeHash } from './tree.ts';
export { verifyAudit } from './verify-audit.ts';
