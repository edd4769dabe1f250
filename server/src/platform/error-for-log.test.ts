import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { errorForLog } from './error-for-log.ts';

function databaseError(message: string, properties: object): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError(message, message.length, 'error'), properties);
}

const repeated = databaseError('duplicate key value violates unique constraint "contact_number_key"', {
  code: '23505',
  detail: 'Key (workspace_id, number)=(1, +12025550101) already exists.',
  where: 'COPY contact, line 7: "Ann,+12025550101"',
  table: 'contact',
  constraint: 'contact_number_key',
});

describe('an error in a log', () => {
  test('says what it is, where it arose and which rule of the database it broke', () => {
    const told = errorForLog(repeated);
    expect(told).toMatchObject({ type: 'DatabaseError', code: '23505', constraint: 'contact_number_key' });
    expect(told.message).toBe(repeated.message);
    expect(told.stack[0]).toMatch(/^at .*error-for-log\.test\.ts/);
  });

  test.each([
    ['a row that came twice', repeated],
    ['what caused another', new Error('It failed.', { cause: repeated })],
    ['one of several', new AggregateError([repeated, new Error('It failed.')], 'Both failed.')],
    [
      'a value of the wrong kind',
      databaseError('invalid input syntax for type integer: "Ann"', { code: '22P02' }),
    ],
    ['JSON that is none', jsonError('{"number": Ann +12025550101}')],
    ['something that is no error', 'Ann +12025550101'],
    ['properties of any other kind', Object.assign(new Error('It failed.'), { body: { name: 'Ann' } })],
  ])('names nobody: %s', (_what, thrown) => {
    expect(JSON.stringify(errorForLog(thrown))).not.toMatch(/Ann|\+1202/);
  });

  test('keeps its cause, and some of a group', () => {
    expect(errorForLog(new Error('It failed.', { cause: repeated })).cause?.code).toBe('23505');
    const group = new AggregateError(Array.from({ length: 50 }, () => repeated));
    expect(errorForLog(group).errors).toHaveLength(5);
  });
});

function jsonError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
