import { describe, expect, test } from 'vitest';
import { NotNow, OutcomeUnknown } from '../errors.ts';
import {
  explainDatabaseTrouble,
  explainLostCommit,
  isDatabaseAway,
  isUniqueViolation,
  isWorthRetrying,
} from './trouble.ts';

const withCode = (code: string) => Object.assign(new Error('said by the database'), { code });

describe('a database that is away', () => {
  test.each(['08006', '57P01', '57P03', '53300', 'ECONNREFUSED', 'ENOENT'])('is recognised by %s', (code) => {
    expect(isDatabaseAway(withCode(code))).toBe(true);
  });

  test('is recognised by what the driver says when the connection breaks', () => {
    expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  });

  test('becomes one sentence with the cause kept for the log', () => {
    const cause = withCode('57P01');
    const problem = explainDatabaseTrouble(cause);
    expect(problem).toBeInstanceOf(NotNow);
    expect(problem).toMatchObject({ code: 'database.away', cause });
  });

  test('is not confused with a statement that is wrong', () => {
    expect(isDatabaseAway(withCode('42601'))).toBe(false);
    expect(isDatabaseAway(null)).toBe(false);
  });
});

test('a commit whose answer is lost is never called undone, nor by whoever explains it once more', () => {
  const cause = withCode('57P01');
  const problem = explainDatabaseTrouble(explainLostCommit(cause));
  expect(problem).toBeInstanceOf(OutcomeUnknown);
  expect(problem).toMatchObject({ code: 'database.outcome_unknown', cause });
  const refused = withCode('23505');
  expect(explainLostCommit(refused)).toBe(refused);
});

test('a full disk says so', () => {
  expect(explainDatabaseTrouble(withCode('53100'))).toMatchObject({ code: 'database.disk_full' });
});

test('an ordinary error is passed on untouched', () => {
  const error = withCode('22001');
  expect(explainDatabaseTrouble(error)).toBe(error);
});

test('only serialization failures and deadlocks are worth retrying', () => {
  expect(isWorthRetrying(withCode('40001'))).toBe(true);
  expect(isWorthRetrying(withCode('40P01'))).toBe(true);
  expect(isWorthRetrying(withCode('57P01'))).toBe(false);
});

test('a unique violation can be told by its constraint', () => {
  const error = Object.assign(withCode('23505'), { constraint: 'contact_list_name' });
  expect(isUniqueViolation(error)).toBe(true);
  expect(isUniqueViolation(error, 'contact_list_name')).toBe(true);
  expect(isUniqueViolation(error, 'another')).toBe(false);
});
