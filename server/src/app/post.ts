import type { Post } from '../accounts/index.ts';
import type { Log } from '../platform/log.ts';
import { openMailer } from '../platform/mail/mailer.ts';
import type { Config } from './config.schema.ts';

/** How letters go out; null where the operator has not said, and half of it is as good as nothing. */
export function postOf(config: Config, log: Pick<Log, 'warn'>): Post | null {
  const { TIDINGS_SMTP_URL: url, TIDINGS_MAIL_FROM: from, TIDINGS_PUBLIC_URL: origin } = config;
  if (url === undefined) return null;
  if (from !== undefined && origin !== undefined) return { mailer: openMailer(url, from), origin };
  log.warn(
    {},
    'TIDINGS_SMTP_URL is set, but no mail goes out: TIDINGS_MAIL_FROM and TIDINGS_PUBLIC_URL are needed with it.',
  );
  return null;
}
