import type { Ids } from '../../platform/ids.ts';
import type { Secrets } from '../../platform/secrets.ts';

const codesAtOnce = 10;
// Without the letters and digits that are read for one another.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Ten codes of 79 random bits each, written in fours so that they can be copied from paper. */
export function newRecoveryCodes(ids: Ids): string[] {
  return Array.from({ length: codesAtOnce }, () => {
    // A byte of entropy for each letter, and what would favour some letters is thrown away.
    let code = '';
    while (code.length < 16) {
      for (const byte of Buffer.from(ids.token(32), 'base64url')) {
        if (byte < 248 && code.length < 16) code += letters[byte % letters.length];
      }
    }
    return (code.match(/.{4}/g) ?? []).join('-');
  });
}

/** The hash is keyed and bound to the account, so that a stolen table can be tried by nobody. */
export function hashOfRecoveryCode(secrets: Secrets, accountId: string, code: string): string {
  return secrets.sign(wordsOf(accountId, code), purpose);
}

/** As it may be kept: under the present secret key, or under the one that was in force when the code was made. */
export function hashesOfRecoveryCode(secrets: Secrets, accountId: string, code: string): string[] {
  return secrets.signWithEach(wordsOf(accountId, code), purpose);
}

const purpose = 'recovery-code';
const wordsOf = (accountId: string, code: string) =>
  `${accountId} ${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
