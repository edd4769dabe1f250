import { expect, test } from 'vitest';
import { explainTrouble } from './trouble.ts';

test.each([
  [
    'FATAL:  could not write to file "pg_wal/xlogtemp.7": No space left on device',
    /disk that holds \/data is full/,
  ],
  ["Error: EIO, Input/output error '/data/lib'", /is full or failing/],
  ['initdb: error: could not look up effective user ID 4711: user does not exist', /listed in \/etc\/passwd/],
  ["Error: EACCES: permission denied, mkdir '/data'", /may not use \/data/],
  ["Error: EROFS: read-only file system, mkdir '/data'", /read-only disk/],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /too little free memory/],
  ['FATAL:  database files are incompatible with server', /another version of PostgreSQL/],
])('%s becomes one sentence that says what to do', (said, sentence) => {
  expect(explainTrouble(said, '/data')).toMatch(sentence);
});

test('what nobody foresaw is quoted rather than hidden', () => {
  expect(explainTrouble('LOG: first\nFATAL: the moon is full', '/data')).toContain('the moon is full');
});
