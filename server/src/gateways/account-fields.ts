import { Invalid } from '../platform/errors.ts';
import type { FormField } from './account-form.ts';

/** Fields that many carriers' forms have in common, and what is read of them. */

export const connectionsField = (usual: number): FormField => ({
  ...{ name: 'connections', label: 'Connections', kind: 'number', isRequired: false, least: 1, most: 256 },
  help: `Texts on the wire at once; ${usual} unless told.`,
});

export const connectionsOf = ({ connections }: Readonly<Record<string, unknown>>, usual: number): number =>
  typeof connections === 'number' ? connections : usual;

/** What an account cannot be opened without: anybody can sign with an empty key, so such a gateway is shut, not open. */
export function needed(value: string, what: string): string {
  if (value === '') throw new Invalid('gateway.bad_setting', `${what} is missing.`);
  return value;
}
