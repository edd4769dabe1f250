import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { NotFound } from '../../platform/errors.ts';
import { openHttp } from '../../platform/http/server.ts';
import { silentLog } from '../../platform/log.ts';
import { speakLanguages } from './speak-languages.ts';

const english = { name: 'at once', sentence: 'Nothing is left to choose: the experiment is paused.' };
const spanish = { name: 'at once', sentence: 'No queda nada que elegir: el experimento está en pausa.' };
const missing = 'There is no campaign cmp_7 in this workspace.';

async function open() {
  const http = await openHttp({
    log: silentLog,
    version: '1.2.3',
    authorize: async () => {},
    isPermission: () => true,
  });
  speakLanguages(http);
  const config = { permission: 'public' };
  http.get('/v1/things', { config }, async () => ({ data: [english] }));
  http.get('/v1/proof-packs/x', { config }, async () => english);
  http.get('/v1/none', { config }, async () => {
    throw new NotFound('campaign.not_found', missing);
  });
  http.get('/v1/stream', { config }, (_, reply) =>
    reply
      .type('text/event-stream')
      .send(Readable.from([': here\n\n', `event: report\ndata: ${JSON.stringify(english)}\n\n`])),
  );
  return http;
}

const inSpanish = { headers: { 'accept-language': 'es-MX,es;q=0.9,en;q=0.5' } };

test('an answer says its sentences in the language that is asked for, and names stay as they are', async () => {
  const http = await open();
  const answer = await http.inject({ url: '/v1/things', ...inSpanish });
  expect(answer.json()).toEqual({ data: [spanish] });
  expect(answer.headers['content-language']).toBe('es');
});

test('what people wrote stays as they wrote it, whatever it says', async () => {
  const http = await open();
  const written = { reason: 'Too many people', note: 'at once', notes: 'It is paused.', body: missing };
  http.get('/v1/written', { config: { permission: 'public' } }, async () => written);
  expect((await http.inject({ url: '/v1/written', ...inSpanish })).json()).toEqual(written);
});

test('whoever asks for nothing, or for a language there is none of, gets the sentences as they are', async () => {
  const http = await open();
  for (const headers of [{}, { 'accept-language': 'en,es;q=0.5' }, { 'accept-language': 'fr' }])
    expect((await http.inject({ url: '/v1/things', headers })).json()).toEqual({ data: [english] });
});

test('a refusal keeps its code and says its sentence in the language that is asked for', async () => {
  const http = await open();
  const answer = (await http.inject({ url: '/v1/none', ...inSpanish })).json();
  expect(answer).toMatchObject({
    code: 'campaign.not_found',
    title: 'NotFound',
    detail: 'No hay ninguna campaña cmp_7 en este espacio de trabajo.',
  });
  expect((await http.inject('/v1/none')).json()).toMatchObject({ detail: missing });
});

test('evidence is the same words for everybody', async () => {
  const http = await open();
  expect((await http.inject({ url: '/v1/proof-packs/x', ...inSpanish })).json()).toEqual(english);
});

test('a stream says its events in the language that its address names', async () => {
  const http = await open();
  expect((await http.inject('/v1/stream?speaking=es')).body).toBe(
    `: here\n\nevent: report\ndata: ${JSON.stringify(spanish)}\n\n`,
  );
  expect((await http.inject('/v1/stream')).body).toContain(english.sentence);
});
