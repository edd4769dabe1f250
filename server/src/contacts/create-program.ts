import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, conflictAt } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { lockConsentChain } from './consent-event.queries.ts';
import { ensureBrand, insertProgram } from './program.queries.ts';
import { checkNewProgram, type NewProgram, type Program } from './program.ts';
import { insertWords } from './program-words.queries.ts';
import { suppressEverywhereFor } from './suppressions/everywhere.queries.ts';

/** Makes a program as a draft; it is published when nothing is missing any more. The brand is made with its first program. */
export async function createProgram(ctx: Context, scope: Scope, input: NewProgram): Promise<Program> {
  const { brandName, helpContact, locale = 'en', ...rest } = checkNewProgram(input);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    // Whoever is suppressed for every brand in this moment is suppressed for this one as well.
    await lockConsentChain(tx);
    const id = ctx.ids.uuid();
    const brand = await ensureBrand(tx, { id, name: brandName, helpContact });
    if (brand.id === id) await suppressEverywhereFor(tx, id);
    if (brand.helpContact !== helpContact) {
      throw new Conflict(
        'brand.help_contact_differs',
        `${brand.name} already gives ${brand.helpContact} for help. Use the same one, or another brand.`,
      );
    }
    const program: Program = {
      id: ctx.ids.uuid(),
      brandId: brand.id,
      brandName: brand.name,
      helpContact,
      ...rest,
      disclosureVersion: 1,
      status: 'draft',
      createdAt: ctx.clock.now(),
    };
    if (!(await insertProgram(tx, program))) {
      throw conflictAt(
        '/name',
        'program.name_taken',
        `There is a program called “${program.name}” already. Use it, or choose another name.`,
      );
    }
    await insertWords(
      tx,
      { brandId: brand.id, programId: program.id },
      {
        kind: 'disclosure',
        locale,
        body: program.disclosure,
        writtenBy: scope.actor,
        writtenAt: program.createdAt,
      },
    );
    await recordAudit(tx, scope, {
      act: 'program.created',
      object: publicId('prg', program.id),
      after: program,
    });
    return program;
  });
}
