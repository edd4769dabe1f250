import { systemScope } from '../src/accounts/index.ts';
import { getProgram, standingWords } from '../src/contacts/index.ts';
import { publishProgram, writeStandingPolicies, writeWords } from '../src/joining/index.ts';
import type { Context } from '../src/platform/context.ts';
import type { Language } from '../src/platform/pages/languages.ts';

/** Gives a program of a test every word it needs, in these languages, and publishes it. */
export async function liveProgram(
  ctx: Context,
  workspaceId: string,
  programId: string,
  locales: readonly Language[] = ['en'],
) {
  const scope = systemScope(workspaceId, 'test');
  const program = await ctx.db.tx(workspaceId, (tx) => getProgram(tx, programId));
  for (const locale of locales) {
    const body = standingWords('disclosure', locale, program);
    await writeWords(ctx, scope, programId, { kind: 'disclosure', locale, body });
    await writeStandingPolicies(ctx, scope, programId, locale);
  }
  return publishProgram(ctx, scope, programId);
}
