import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { Conflict, Invalid, LimitReached, NotFound } from '../errors.ts';
import { silentLog } from '../log.ts';
import { html } from '../pages/html.ts';
import { deadLinkPage, languageOf, plainPage, publicPage, publicPages, sendPage } from './public-pages.ts';
import { openHttp } from './server.ts';

async function open() {
  const http = await openHttp({
    log: silentLog,
    version: '1.2.3',
    authorize: async () => {},
    isPermission: () => true,
  });
  const failures: Record<string, Error> = {
    limit: new LimitReached('x.limit', 'No.', 90),
    none: new NotFound('x.none', 'No.'),
    invalid: new Invalid('x.invalid', 'Give a <number>.'),
    conflict: new Conflict('x.conflict', 'Taken.'),
    ours: new Error('the secret cause'),
  };
  await publicPages(http, { log: silentLog }, (pages) => {
    pages.get('/p/page', { config: publicPage }, (request, reply) =>
      sendPage(reply, { language: languageOf(request), title: 'A page', body: html`<p>Hi</p>` }),
    );
    pages.get('/p/framed', { config: publicPage }, (_request, reply) =>
      sendPage(reply, { language: 'en', title: 'A form', body: html``, isFramed: true }),
    );
    pages.get('/p/dead', { config: publicPage }, (_request, reply) =>
      sendPage(reply, deadLinkPage('es', 'expired')),
    );
    pages.get('/p/fail/:how', { config: publicPage }, (request) => {
      throw failures[(request.params as { how: string }).how] ?? new Error();
    });
    pages.post(
      '/p/form',
      { config: publicPage, schema: { body: Type.Object({ number: Type.String() }) } },
      ({ body }, reply) =>
        sendPage(reply, { language: 'en', title: 'Got', body: html`<p>${body.number}</p>` }),
    );
  });
  http.post('/v1/things', { config: { permission: 'public' } }, async () => ({}));
  return http;
}

const asForm = { 'content-type': 'application/x-www-form-urlencoded' };

describe('public pages', () => {
  test('come in the language of the visitor', async () => {
    const http = await open();
    const ask = async (url: string, header?: string) =>
      (await http.inject({ url, ...(header && { headers: { 'accept-language': header } }) })).body;
    expect(await ask('/p/page', 'pt-BR,en;q=0.3')).toContain('<html lang="pt">');
    expect(await ask('/p/page?language=fr', 'pt-BR')).toContain('<html lang="fr">');
    expect(await ask('/p/page')).toContain('<html lang="en">');
    expect(await ask('/p/dead')).toContain('Este enlace ha caducado');
  });

  test('take forms, and nothing outside of them does', async () => {
    const http = await open();
    const answer = await http.inject({
      method: 'POST',
      url: '/p/form',
      headers: asForm,
      payload: 'number=%2B1%3Cb%3E&number=%2B2%3Cb%3E',
    });
    expect(answer.body).toContain('<p>+2&lt;b&gt;</p>');
    const outside = await http.inject({ method: 'POST', url: '/v1/things', headers: asForm, payload: 'a=1' });
    expect(outside.json()).toMatchObject({ code: 'request.wrong_media_type' });
    const json = await http.inject({ method: 'POST', url: '/p/form', payload: { number: '1' } });
    expect(json.statusCode).toBe(415);
  });

  test('refuse more than a person types', async () => {
    const http = await open();
    const payload = `number=${'1'.repeat(40_000)}`;
    const answer = await http.inject({ method: 'POST', url: '/p/form', headers: asForm, payload });
    expect(answer.statusCode).toBe(413);
    expect(answer.headers['content-type']).toContain('text/html');
  });

  test.each([
    ['limit', 429, 'Too many tries'],
    ['none', 404, 'There is no such page'],
    ['invalid', 422, 'Give a &lt;number&gt;.'],
    ['conflict', 409, 'Taken.'],
    ['ours', 500, 'Something went wrong on our side'],
  ])('say %s with a page', async (how, status, words) => {
    const http = await open();
    const answer = await http.inject({ url: `/p/fail/${how}` });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain(words);
    expect(answer.body).not.toContain('secret cause');
    if (how === 'limit') expect(answer.headers['retry-after']).toBe('90');
  });

  test('are framed only where they say so', async () => {
    const http = await open();
    expect((await http.inject({ url: '/p/page' })).headers['x-frame-options']).toBe('DENY');
    const framed = await http.inject({ url: '/p/framed' });
    expect(framed.headers['x-frame-options']).toBeUndefined();
    expect(framed.headers['content-security-policy']).toContain('frame-ancestors *');
  });

  test('that say one thing say it with its values', () => {
    expect(plainPage('de', 'too_many', { minutes: 7 }).body.text).toContain('in 7 Minuten');
  });
});
