import { type Hours, openHours } from '@tidings/policy/hours';
import { openPermission, type Permission, type PermissionStandard } from '@tidings/policy/permission';
import type { HoursAnswer } from '../compliance/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { SendStore } from './store.ts';

/** What a worker keeps of the rules about hours, so that a text costs a look-up and a batch no question. */
export type HoursMemory = {
  /** The hours of the workspace; its rules are read when their version is another than the one that is kept. */
  of(tx: Tx, version: number): Promise<Hours>;
  /** Which consent texts need under a standard; the same for all workspaces that keep it. */
  permission(standard: PermissionStandard): Permission;
  /** Whether the answer is on record for sure. */
  isWritten(workspaceId: string, id: number): boolean;
  /** To be said when the transaction that wrote them is committed, and not before. */
  noteWritten(workspaceId: string, answers: readonly HoursAnswer[]): void;
};

// Forgotten answers are written once more, which changes nothing.
const keptAnswers = 50_000;

export function openHoursMemory(store: Pick<SendStore, 'loadOwnRules'>): HoursMemory {
  const kept = new Map<string, { version: number; hours: Hours }>();
  const permissions = new Map<PermissionStandard, Permission>();
  const written = new Set<string>();
  return {
    async of(tx, version) {
      const known = kept.get(tx.workspaceId);
      if (known?.version === version) return known.hours;
      const hours = openHours(await store.loadOwnRules(tx));
      kept.set(tx.workspaceId, { version, hours });
      return hours;
    },
    permission(standard) {
      const known = permissions.get(standard) ?? openPermission(standard);
      permissions.set(standard, known);
      return known;
    },
    isWritten: (workspaceId, id) => written.has(`${workspaceId} ${id}`),
    noteWritten(workspaceId, answers) {
      if (written.size > keptAnswers) written.clear();
      for (const { id } of answers) written.add(`${workspaceId} ${id}`);
    },
  };
}
