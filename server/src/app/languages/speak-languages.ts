import { Readable } from 'node:stream';
import type { Phrasebook } from '@tidings/sms/sentences';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isEventStream } from '../../platform/http/event-stream.ts';
import type { Http } from '../../platform/http/server.ts';
import { preferredLanguage } from '../../platform/pages/languages.ts';
import { openSpanish } from './spanish.ts';
import { isEvidence, speak } from './spoken.ts';

/**
 * Says to whoever asks for Spanish (`Accept-Language: es`) what the service says, in Spanish. It happens on the way out, to the
 * finished answer: nothing below knows of languages, and what is kept, logged and hashed is one language for everybody. Answers to
 * others are not looked at.
 */
export function speakLanguages(http: Http): void {
  let opened: Phrasebook | undefined;
  http.addHook('onSend', (request, reply, payload, done) =>
    done(null, wantsSpanish(request) ? inSpanish(request, reply, payload) : payload),
  );

  function inSpanish(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
    const say = (answer: unknown): unknown => {
      opened ??= openSpanish();
      return speak(answer, request.url, opened);
    };
    const type = String(reply.getHeader('content-type'));
    if (typeof payload === 'string' && /^application\/(problem\+)?json/.test(type)) {
      reply.header('content-language', 'es');
      return JSON.stringify(say(JSON.parse(payload)));
    }
    return payload instanceof Readable && isEventStream(reply)
      ? Readable.from(speakEvents(payload, say))
      : payload;
  }
}

/** A browser opens streams with the headers of its own, so what its person has chosen stands in the address of a stream. */
function wantsSpanish({ headers, query, url }: FastifyRequest): boolean {
  if (!url.startsWith('/v1/') || isEvidence(url)) return false;
  const { speaking } = query as { speaking?: unknown };
  return preferredLanguage(typeof speaking === 'string' ? speaking : headers['accept-language']) === 'es';
}

async function* speakEvents(
  events: AsyncIterable<unknown>,
  say: (answer: unknown) => unknown,
): AsyncGenerator<string> {
  for await (const event of events)
    yield String(event).replace(
      /^data: (\{.*\})$/m,
      (_, data: string) => `data: ${JSON.stringify(say(JSON.parse(data)))}`,
    );
}
