import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LimitReached, NotFound, Problem } from '../errors.ts';
import type { Log } from '../log.ts';
import { html } from '../pages/html.ts';
import { type Language, pageWords, preferredLanguage, say } from '../pages/languages.ts';
import { type Page, writePage } from '../pages/page.ts';
import type { Http } from './server.ts';

/** What a form of a page may be long; a person types a few lines. */
const formLimitBytes = 32_768;

/**
 * A scope for pages that people open without being known: routes declared inside take posts of forms
 * (`application/x-www-form-urlencoded`, as an object of texts, the last of a name counting), and answer refusals with a page
 * in the visitor's language instead of problem+json. The scope is apart, so no route of the API takes such posts: a form on
 * another's site could send them.
 */
export async function publicPages(
  http: Http,
  { log }: { log: Pick<Log, 'error'> },
  declare: (pages: Http) => void,
): Promise<void> {
  await http.register(async (scope) => {
    const pages: Http = scope.withTypeProvider<TypeBoxTypeProvider>();
    pages.removeAllContentTypeParsers();
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formLimitBytes },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    pages.setErrorHandler((error: Error, request, reply) => {
      const { status, page, retryAfterSeconds } = refusalPage(error, languageOf(request));
      if (status >= 500) log.error({ requestId: request.id, err: error }, 'A public page failed.');
      if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
      return sendPage(reply.code(status), page);
    });
    declare(pages);
  });
}

/** What every public route says about itself: open to all, and no part of the API's description. */
export const publicPage = { permission: 'public', isHidden: true } as const;

export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  const { text, headers } = writePage(page);
  if (page.isFramed) reply.removeHeader('x-frame-options');
  return reply.headers(headers).send(text);
}

/** What the visitor asked for by `?language=`, else what the browser says, else `fallback`. */
export function languageOf(request: FastifyRequest, fallback: Language = 'en'): Language {
  const { language } = (request.query ?? {}) as { language?: unknown };
  const wish = typeof language === 'string' ? preferredLanguage(language) : null;
  return wish ?? preferredLanguage(request.headers['accept-language']) ?? fallback;
}

/** A page that only says one thing. */
export function plainPage(
  language: Language,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): Page {
  const title = say(pageWords, language, `${key}_title`);
  const body = html`<h1>${title}</h1>\n<p>${say(pageWords, language, `${key}_text`, values)}</p>`;
  return { language, title, body };
}

/** For links that `readLink` refused: nothing of what they were about is shown. */
export const deadLinkPage = (language: Language, reason: 'altered' | 'expired'): Page =>
  plainPage(language, `link_${reason}`);

type Refusal = { readonly status: number; readonly page: Page; readonly retryAfterSeconds?: number };

function refusalPage(error: Error, language: Language): Refusal {
  if (error instanceof LimitReached) {
    const { retryAfterSeconds } = error;
    const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60));
    return { status: 429, page: plainPage(language, 'too_many', { minutes }), retryAfterSeconds };
  }
  if (error instanceof NotFound) return { status: 404, page: plainPage(language, 'not_found') };
  const status = statusOf(error);
  if (status >= 500) return { status, page: plainPage(language, 'failed') };
  const title = say(pageWords, language, 'refused_title');
  return { status, page: { language, title, body: html`<h1>${title}</h1>\n<p>${error.message}</p>` } };
}

function statusOf(error: Error): number {
  if (error instanceof Problem)
    return error.constructor.name === 'Invalid' ? 422 : error.constructor.name === 'Conflict' ? 409 : 500;
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : 500;
}
