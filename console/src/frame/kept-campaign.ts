import { useSyncExternalStore } from 'react';
import { findKept, followKept, hasAll } from './kept.ts';

/** Under which name this browser keeps what was typed into a campaign and is not on the server yet. */
export const keptCampaignKey = (id: string): string => `campaign ${id}`;

const isDraft = (found: unknown): found is object => hasAll(found, 'draft', 'version');

/** Whether this browser holds newer words of a campaign than the server: those that are on the server are then not what was meant. */
export function useHoldsNewerWords(id: string): boolean {
  return useSyncExternalStore(followKept, () => findKept(keptCampaignKey(id), isDraft) !== null);
}
