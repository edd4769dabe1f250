import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, conflictAt, Invalid, NotFound } from '../platform/errors.ts';
import { standardFields } from './contact.ts';
import { findContactField, listContactFields, saveFieldLabel } from './contact-field.queries.ts';
import { type ContactField, isStandardField, labelOfStandard } from './contact-field.ts';

/** Calls a field something else for people. Its name, by which texts, segments and files ask for it, stays, so nothing is broken by it. */
export async function renameField(
  ctx: Context,
  scope: Scope,
  name: string,
  wanted: string,
): Promise<ContactField> {
  const label = wanted.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (label === '') throw new Invalid('contact_field.no_label', 'Say what the field is to be called.');
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const field = await findContactField(tx, name);
    if (!field && isStandardField(name))
      throw new Conflict('contact_field.standard', `Everybody has “${name}”; its name cannot be changed.`);
    if (!field)
      throw new NotFound(
        'contact_field.not_found',
        `There is no field “${name.slice(0, 63)}” in this workspace.`,
      );
    if (field.label === label) return field;
    await refuseTaken(tx, name, label);
    await saveFieldLabel(tx, name, label);
    await recordAudit(tx, scope, {
      act: 'contact_field.renamed',
      object: `field:${name}`,
      before: { label: field.label },
      after: { label },
    });
    return { ...field, label };
  });
}

/** Where one chooses among fields, two of one name could not be told apart. */
async function refuseTaken(tx: Tx, name: string, label: string): Promise<void> {
  const own = (await listContactFields(tx)).filter((one) => one.name !== name).map((one) => one.label);
  const isSame = (other: string) => other.toLowerCase() === label.toLowerCase();
  if ([...standardFields.map(labelOfStandard), ...own].some(isSame))
    throw conflictAt(
      '/label',
      'contact_field.label_taken',
      `There is a field called “${label}” already. Choose another name.`,
    );
}
