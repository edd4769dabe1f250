import { systemScope } from '../src/accounts/index.ts';
import {
  areaOfNumber,
  createProgram,
  type NewProgram,
  type Program,
  recordConsents,
} from '../src/contacts/index.ts';
import type { Context } from '../src/platform/context.ts';
import type { Tx } from '../src/platform/db/pool.ts';

/** A program as any business might run it. */
export async function newProgram(
  ctx: Context,
  workspaceId: string,
  change: Partial<NewProgram> = {},
): Promise<Program> {
  return createProgram(ctx, systemScope(workspaceId, 'test'), {
    name: 'Offers',
    purpose: 'marketing',
    brandName: 'Harbor Books',
    helpContact: 'help@harborbooks.example',
    disclosure:
      'By joining you agree to get up to 4 recurring automated marketing texts a month from Harbor Books. Consent is not a condition of purchase. Msg & data rates may apply. Reply STOP to cancel, HELP for help.',
    textsPerMonth: 4,
    ...change,
  });
}

/** People with these numbers; nothing is said about what they agreed to. Their ids, in the same order. */
export async function newContacts(tx: Tx, numbers: readonly string[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into contact (workspace_id, number, country) select $1, number, 'US'
     from unnest($2::text[]) with ordinality as n(number, at) order by at returning id`,
    [tx.workspaceId, numbers],
  );
  return rows.map((row) => row.id);
}

/** People who joined the program on its web form. Their ids, in the same order. */
export async function newMembers(
  tx: Tx,
  ctx: Context,
  program: Program,
  numbers: readonly string[],
): Promise<number[]> {
  const ids = await newContacts(tx, numbers);
  await recordConsents(tx, ctx, {
    programId: program.id,
    brandId: program.brandId,
    actor: 'system:test',
    grants: numbers.map((number, at) => ({
      number,
      contactId: ids[at] ?? 0,
      method: 'web_form',
      occurredAt: new Date('2026-01-15T10:00:00Z'),
      wordsShown: program.disclosure,
      evidence: { page: 'https://harborbooks.example/join' },
    })),
  });
  return ids;
}

/** Numbers kept for fiction (555-0100 to 555-0199), over as many area codes as it takes: 40,000 are to be had. */
export function fictionalNumbers(count: number): string[] {
  const areaCodes = Array.from({ length: 800 }, (_, at) => 200 + at).filter((code) =>
    areaOfNumber(`+1${code}5550100`),
  );
  return Array.from(
    { length: count },
    (_, at) => `+1${areaCodes[Math.floor(at / 100)]}55501${String(at % 100).padStart(2, '0')}`,
  );
}
