import { describe, expect, test } from 'vitest';
import { findPasswordProblem, hashPassword, isPassword } from './password.ts';

describe('a new password', () => {
  const problemOf = (password: string) =>
    findPasswordProblem(password, ['Ann Lee', 'ann.lee', 'Harbour Cafe', 'tidings']);

  test.each(['violet kettle harbour', 'Ünïcode-is-fine-too', 'x7#Qp!29vLmz', 'correct horse battery staple'])(
    '%s is accepted',
    (password) => expect(problemOf(password)).toBeNull(),
  );

  test.each([
    ['short one', 'at least 12'],
    ['a'.repeat(300), 'at most 200'],
    ['abababababab', 'too few characters'],
    ['Password1234!', 'first that are guessed'],
    ['123456789012', 'first that are guessed'],
    ['welcometidings2026', 'first that are guessed'],
    ['Harbour Cafe 12', 'your own name'],
  ])('%s is refused with what to do', (password, sentence) => {
    expect(problemOf(password)).toContain(sentence);
  });

  test('counts characters as people do', () => {
    expect(problemOf('😀😁😂😃😄😅😆😇😈😉')).toContain('at least 12');
  });
});

describe('a stored password', () => {
  test('is an argon2id hash of the strength we say', async () => {
    expect(await hashPassword('violet kettle harbour')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('matches itself, however the keyboard composed its letters, and nothing else', async () => {
    const stored = await hashPassword('caf\u00e9 violet kettle');
    expect(await isPassword('cafe\u0301 violet kettle', stored)).toBe(true);
    expect(await isPassword('cafe violet kettle', stored)).toBe(false);
  });

  test('that does not exist costs as much to refuse as a wrong one', async () => {
    const stored = await hashPassword('violet kettle harbour');
    // The cheapest of several: whatever else the process does meanwhile is counted too, and only ever makes it dearer.
    const cpuOf = async (hash: string | null) => {
      const costs: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const before = process.cpuUsage();
        expect(await isPassword('a wrong guess', hash)).toBe(false);
        const { user, system } = process.cpuUsage(before);
        costs.push(user + system);
      }
      return Math.min(...costs);
    };
    const [known, unknown] = [await cpuOf(stored), await cpuOf(null)];
    // Skipping the hash would make it some thousand times cheaper.
    expect(unknown).toBeGreaterThan(known / 5);
  });
});
