import { Forbidden } from '../platform/errors.ts';
import type { Scope } from './scope.ts';
import { freshMinutes } from './session.ts';

/**
 * Refuses a person who has not shown within minutes who they are; programs are not asked. Routes say `needsFreshSignIn`; verbs ask by
 * this where it depends on what is wished, such as an address outside to which people's words would go from now on.
 */
export function requireFreshSignIn({ session }: Scope): void {
  if (!session || session.isFresh) return;
  throw new Forbidden(
    'sign_in.not_fresh',
    `This needs a sign-in of the last ${freshMinutes} minutes. Confirm that it is you with your password or a code, then ask again.`,
  );
}
