import type { Scope } from '../accounts/index.ts';

/** Real people are shown to whoever may look at people; counts and sums are for everybody who may look at campaigns. */
export const samplesFor = <T>(
  { permissions }: Pick<Scope, 'permissions'>,
  samples: readonly T[],
): readonly T[] => (permissions.has('contacts.read') ? samples : []);
