import { writeSync } from 'node:fs';
import { type DestinationStream, pino } from 'pino';
import { errorForLog } from './error-for-log.ts';

export type Log = {
  debug(fields: object, sentence: string): void;
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
  error(fields: object, sentence: string): void;
};

/** Fields that could hold somebody's number, words or secret never reach a log, at whatever depth people put them. */
const redacted = [
  'number',
  'to',
  'from',
  'body',
  'email',
  'password',
  'token',
  'key',
  'secret',
  'authorization',
  'cookie',
];

/**
 * JSON lines on standard error: standard output belongs to what a command answers. `whose` says for each line which request,
 * job or trace it belongs to.
 */
export function openLog(
  level: string,
  to: DestinationStream = standardError(),
  whose: () => object = () => ({}),
): Log {
  const paths = redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    {
      level,
      base: null,
      // A copy: pino writes the fields of the line into what it is given.
      mixin: () => ({ ...whose() }),
      redact: { paths, censor: '[redacted]' },
      serializers: { err: errorForLog },
    },
    to,
  );
}

const readerMayPauseMs = 1_000;
const lookAgainMs = 10;
const nobody = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes at once, and gives a line up rather than the service: a log on a full disk, or whose reader has gone away, must
 * not end sending and STOPs. (pino's own destination throws when a disk fills up in the middle of a line.)
 */
export function standardError(fd = 2): DestinationStream {
  return {
    write(line) {
      const bytes = Buffer.from(line);
      const giveUpAt = performance.now() + readerMayPauseMs;
      for (let at = 0; at < bytes.length; ) {
        try {
          at += writeSync(fd, bytes, at);
        } catch (error) {
          // A pipe that is full for the moment; anything else does not get better by waiting.
          if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || performance.now() > giveUpAt) return;
          Atomics.wait(nobody, 0, 0, lookAgainMs);
        }
      }
    },
  };
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
