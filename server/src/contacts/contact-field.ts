import { Invalid } from '../platform/errors.ts';
import { standardFields } from './contact.ts';

export type ContactFieldKind = 'text' | 'number' | 'date' | 'boolean';

/** A column of the business's own. `name` is what templates say, `label` what people read. */
export type ContactField = { readonly name: string; readonly label: string; readonly kind: ContactFieldKind };

const longestName = 63;

/**
 * A heading as a field name: `Last purchase ($)` becomes `last_purchase`. Null when nothing usable is left of it or when
 * it is what every contact has anyway.
 */
export function fieldNameOf(label: string): string | null {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  const name = /^[0-9]/.test(words) ? `field_${words}` : words;
  const short = name.slice(0, longestName).replace(/_+$/, '');
  return short === '' || isStandardField(short) || isTrap(short) ? null : short;
}

export function isStandardField(name: string): boolean {
  return (standardFields as readonly string[]).includes(name);
}

// `constructor` exists on every object; no template may be able to name it.
const isTrap = (name: string) => name === 'constructor' || name === 'prototype';

/** Refuses a field that templates could not name. */
export function checkContactField(field: ContactField): void {
  if (fieldNameOf(field.name) === field.name && field.label.trim() !== '') return;
  throw new Invalid(
    'contact_field.bad_name',
    `“${field.name}” cannot be a field: use lower-case letters, digits and _, starting with a letter, and no name that every contact has.`,
  );
}

/** What people read for a field that everybody has. */
export function labelOfStandard(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
