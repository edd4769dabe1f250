import { closeSync, openSync } from 'node:fs';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { openLog, standardError } from './log.ts';

function logged(write: (log: ReturnType<typeof openLog>) => void): string {
  let text = '';
  const to = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  write(openLog('debug', to));
  return text;
}

test('a log line holds no number, words or secret that were handed to it under their names, however deep', () => {
  const person = { number: '+12025550101', body: 'Hello Ann', email: 'ann@example.com' };
  const text = logged((log) => log.info({ ...person, inner: { ...person, inner: person }, id: 7 }, 'Noted.'));
  expect(text).not.toMatch(/\+1202|Ann|ann@/);
  expect(JSON.parse(text)).toMatchObject({ id: 7, msg: 'Noted.' });
});

test('an error is written without what its properties say of people', () => {
  const error = Object.assign(new Error('It failed.'), { detail: 'Key (number)=(+12025550101) exists.' });
  const text = logged((log) => log.error({ err: error }, 'A request failed.'));
  expect(JSON.parse(text).err).toMatchObject({ type: 'Error', message: 'It failed.' });
  expect(text).not.toContain('+1202');
});

test.skipIf(process.platform !== 'linux')(
  'a full disk under the log does not take the service with it',
  () => {
    // Every write to this device fails as on a full disk.
    const full = openSync('/dev/full', 'w');
    const log = openLog('debug', standardError(full));
    for (let line = 0; line < 1_000; line += 1) log.info({ line }, 'Noted.');
    closeSync(full);
  },
);
