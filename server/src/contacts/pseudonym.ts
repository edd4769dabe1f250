import type { Secrets } from '../platform/secrets.ts';

export type PseudonymTools = { readonly secrets: Pick<Secrets, 'sign' | 'signWithEach'> };

/**
 * What stands for the number of somebody who was erased: HMAC-SHA-256 under the installation's key, bound to the workspace.
 * A plain hash would tell the number to anybody who tries the ten thousand million there are; this one tells it to nobody
 * without the key, and yet the same number gives the same pseudonym when it comes again. No number begins with `#`.
 */
export function pseudonymOf({ secrets }: PseudonymTools, workspaceId: string, number: string): string {
  return `#${secrets.sign(`${workspaceId}\n${number}`, 'erased number')}`;
}

/** The pseudonym of today and those that older keys gave, for looking up who was erased before the key was changed. */
export function pseudonymsOf({ secrets }: PseudonymTools, workspaceId: string, number: string): string[] {
  return secrets.signWithEach(`${workspaceId}\n${number}`, 'erased number').map((signed) => `#${signed}`);
}

export const isPseudonym = (number: string): boolean => number.startsWith('#');
