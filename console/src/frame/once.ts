import { ApiProblem } from './api.ts';

/** Sends under the key that it is given, so that the server does what is asked at most once. */
type Send<Answer> = (key: string) => Promise<Answer>;

/**
 * The same words go under the same key until the server has said what became of them: an answer that is lost on the way
 * leaves people before a button that they press again, and the first may have been done.
 */
export function createOnce(newKey: () => string = randomKey) {
  const open = new Map<string, string>();
  return async <Answer>(words: string, send: Send<Answer>): Promise<Answer> => {
    const key = open.get(words) ?? newKey();
    open.set(words, key);
    try {
      const answer = await send(key);
      open.delete(words);
      return answer;
    } catch (error) {
      if (isSpent(error)) open.delete(words);
      throw error;
    }
  };
}

// The server tells what is to be looked at first, and asks for another key. Any other refusal may be of the repeat alone
// (nobody is signed in any more), and says nothing of the first.
const isSpent = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  error.code.startsWith('idempotency.') &&
  error.code !== 'idempotency.in_flight';

// `randomUUID` is only there where the page came by https.
const randomKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
