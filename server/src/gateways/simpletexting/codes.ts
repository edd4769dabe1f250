import { codeTable, rows } from '../errors/code-table.ts';

/** The few codes that SimpleTexting documents; the rest is read by status, and told in its own words. */
export const codes = codeTable(
  rows('account', {
    ERR_AUTH_TOKEN_MISSING: 'SimpleTexting got no token.',
    UNAUTHORIZED: 'SimpleTexting does not accept this token.',
  }),
  rows('temporary', { INTERNAL_ERROR: 'Something failed at SimpleTexting.' }),
  rows(
    'invalid_number',
    { not_american: 'The number is not one of the United States or Canada.' },
    { isDoubtful: true },
  ),
);
