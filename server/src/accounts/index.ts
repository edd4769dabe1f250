import './request-scope.routes.ts';

export { type AuditFact, recordAudit } from './audit.queries.ts';
export {
  isPermission,
  type Permission,
  permissions,
  requirePermission,
  type Scope,
  systemScope,
} from './scope.ts';
export { getWorkspace, listWorkspaceIds, type Workspace } from './workspace.queries.ts';
