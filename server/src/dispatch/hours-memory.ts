import { type Hours, openHours } from '@tidings/policy/hours';
import { openPermission, type Permission, type PermissionStandard } from '@tidings/policy/permission';
import { type HoursAnswer, noRulings, type Rulings } from '../compliance/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { SendStore } from './store.ts';

/** What a worker keeps of the rules about hours, so that a text costs a look-up and a batch no question. */
export type HoursMemory = {
  /** The hours of the workspace; its rules are read when their version is another than the one that is kept. */
  of(tx: Tx, version: number): Promise<Hours>;
  /** What somebody answerable has said of words there, as of the same version. */
  rulings(workspaceId: string): Rulings;
  /** Which consent texts need under a standard; the same for all workspaces that keep it. */
  permission(standard: PermissionStandard): Permission;
  /** Whether the answer is on record for sure. */
  isWritten(workspaceId: string, id: number): boolean;
  /** To be said when the transaction that wrote them is committed, and not before. */
  noteWritten(workspaceId: string, answers: readonly HoursAnswer[]): void;
};

// Forgotten answers are written once more, which changes nothing.
const keptAnswers = 50_000;

export function openHoursMemory(store: Pick<SendStore, 'loadOwnRules' | 'loadRulings'>): HoursMemory {
  const kept = new Map<string, { version: number; hours: Hours; rulings: Rulings }>();
  const permissions = new Map<PermissionStandard, Permission>();
  const written = new Set<string>();
  return {
    async of(tx, version) {
      const known = kept.get(tx.workspaceId);
      if (known?.version === version) return known.hours;
      const hours = openHours(await store.loadOwnRules(tx));
      // Whoever has never changed anything has said nothing of words either.
      const rulings = version === 0 ? noRulings : await store.loadRulings(tx);
      kept.set(tx.workspaceId, { version, hours, rulings });
      return hours;
    },
    rulings: (workspaceId) => kept.get(workspaceId)?.rulings ?? noRulings,
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
