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

/** JSON lines on standard error: standard output belongs to what a command answers. */
export function openLog(level: string, to: DestinationStream = pino.destination({ fd: 2, sync: true })): Log {
  const paths = redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    {
      level,
      base: null,
      redact: { paths, censor: '[redacted]' },
      serializers: { err: errorForLog },
    },
    to,
  );
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
