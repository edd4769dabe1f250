import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';

// argon2id is the library's default. 19 MiB and two passes is OWASP's first recommendation; about 20 to 90 ms a guess.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// The hash of 256 random bits that nobody kept. It is compared with when there is no such account, so that an unknown
// address takes as long to refuse as a wrong password.
const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$MCQQjtJLXpIm9E2I5M9QRQ$6fTF83OQPzDH0OqbGTqg2Kl9v2RqWWzStMVeDvMYze8';

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

/** `stored` null: nobody has this address; the answer is no, as late as any other no. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const isSame = await verify(stored ?? nobodysHash, password.normalize('NFKC'));
  return isSame && stored !== null;
}

export const shortestPassword = 12;
export const longestPassword = 200;

// The 49,000 passwords that turn up most often in breaches (the list of zxcvbn), in the order of how often. No network is asked.
const breached: ReadonlySet<string> = new Set(dictionary['passwords-common'] as readonly string[]);

/** What people do to a password that was refused: capitals, figures and signs around it, or writing it twice. */
function isBreached(plain: string): boolean {
  const bare = plain.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const half = plain.slice(0, plain.length / 2);
  const isTwice = half + half === plain && breached.has(half);
  return (
    breached.has(plain) ||
    isTwice ||
    (bare.length >= 4 && bare.length > plain.length - 6 && breached.has(bare))
  );
}

// Long enough to pass the length rule and among the first that anybody tries.
const wellKnown =
  /^(password|passwort|qwertz?|letmein|welcome|admin|administrator|iloveyou|changeme|tidings|secret|abc|abcd|asdf|zxcvbn|test|hello|[0-9]|[^a-z0-9])+$/;

/** One sentence about what is wrong with a new password, or null. Length first: rules about signs make people predictable. */
export function findPasswordProblem(password: string, words: readonly string[]): string | null {
  if ([...password].length < shortestPassword) {
    return `Take a password of at least ${shortestPassword} characters; three unrelated words are good.`;
  }
  if (password.length > longestPassword) return `Take a password of at most ${longestPassword} characters.`;
  const plain = password.normalize('NFKC').toLowerCase();
  if (new Set(plain).size < 5) return 'This password repeats too few characters to be safe; take another.';
  if (wellKnown.test(plain) || isBreached(plain))
    return 'This password, or nearly this one, is among the first that are guessed; take another.';
  const known = words.map((word) => word.toLowerCase()).filter((word) => word.length >= 4);
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), plain);
  if (rest.length < shortestPassword - 4) {
    return 'This password consists mostly of your own name or address; take another.';
  }
  return null;
}
