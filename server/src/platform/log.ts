import { pino } from 'pino';

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
export function openLog(level: string): Log {
  const paths = redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    { level, base: null, redact: { paths, censor: '[redacted]' } },
    pino.destination({ fd: 2, sync: true }),
  );
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
