import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { Conflict, Forbidden, LimitReached, NotFound, NotNow, Unauthenticated } from '../errors.ts';
import { silentLog } from '../log.ts';
import { describeApi } from './openapi.ts';
import { type HttpOptions, openHttp } from './server.ts';

const open = (options: Partial<HttpOptions> = {}) =>
  openHttp({
    log: silentLog,
    version: '1.2.3',
    authorize: async () => {},
    isPermission: (name) => name === 'things.read',
    ...options,
  });

const isPublic = { config: { permission: 'public' } };

describe('the schemas of a route', () => {
  const answering = (response: object) => ({ ...isPublic, schema: { response: { 200: response } } });

  test('are compiled when it is first asked, and hold from then on', async () => {
    const http = await open();
    http.get('/things', answering(Type.Object({ name: Type.String() })), async () => ({
      name: 'A',
      secret: 'B',
    }));
    for (let time = 1; time <= 2; time += 1)
      expect((await http.inject('/things')).json()).toEqual({ name: 'A' });
  });

  test('are all compiled when told, so that one which cannot be does not wait for its first caller', async () => {
    const http = await open();
    http.get(
      '/things',
      answering({ type: 'object', properties: { of: { $ref: 'nowhere#' } } }),
      async () => ({}),
    );
    await http.ready();
    expect(() => http.compileSchemas()).toThrow('nowhere');
  });
});

describe('a route', () => {
  test('without a permission keeps the service from starting', async () => {
    const http = await open();
    expect(() => http.get('/open-to-all', async () => 'secrets')).toThrow(
      'GET /open-to-all declares no permission',
    );
  });

  test('with a permission that nobody can have keeps the service from starting', async () => {
    const http = await open();
    const misspelt = { config: { permission: 'thing.read' } };
    expect(() => http.get('/things', misspelt, async () => 'secrets')).toThrow(
      'thing.read, which does not exist',
    );
  });

  test('is not reached by whom it does not admit, whatever the method', async () => {
    const http = await open({
      authorize: async (_request, permission) => {
        throw new Forbidden('permission.missing', `This needs ${permission}.`);
      },
    });
    let calls = 0;
    http.route({
      method: ['GET', 'POST', 'DELETE'],
      url: '/things',
      config: { permission: 'things.read' },
      handler: async () => {
        calls += 1;
      },
    });
    for (const method of ['GET', 'POST', 'DELETE', 'HEAD'] as const) {
      expect((await http.inject({ method, url: '/things' })).statusCode).toBe(403);
    }
    expect(calls).toBe(0);
  });

  test('may be public, and then nobody is asked', async () => {
    const http = await open({ authorize: async () => Promise.reject(new Error('asked')) });
    http.get('/door', isPublic, async () => ({ is: 'open' }));
    expect((await http.inject('/door')).json()).toEqual({ is: 'open' });
  });
});

describe('a refusal', () => {
  test.each([
    [new Unauthenticated('caller.unknown', 'Sign in.'), 401],
    [new Forbidden('permission.missing', 'Ask an owner.'), 403],
    [new NotFound('thing.not_found', 'No such thing.'), 404],
    [new Conflict('thing.busy', 'Wait.'), 409],
    [new NotNow('database.away', 'Later.'), 503],
  ])('%s becomes problem+json', async (problem, status) => {
    const http = await open();
    http.get('/thing', isPublic, async () => Promise.reject(problem));
    const answer = await http.inject({ url: '/thing?name=Ann', headers: { 'x-request-id': 'mine-1' } });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toEqual({
      type: `https://tidings.example/problems/${problem.code}`,
      title: problem.name,
      status,
      detail: problem.message,
      instance: '/thing',
      code: problem.code,
      request_id: 'mine-1',
    });
  });

  test('by a limit says when to come back', async () => {
    const http = await open();
    http.get('/thing', isPublic, async () =>
      Promise.reject(new LimitReached('thing.too_often', 'Later.', 17)),
    );
    const answer = await http.inject('/thing');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '17']);
  });

  test('of our own making tells nothing of its cause', async () => {
    const http = await open();
    http.get('/thing', isPublic, async () => Promise.reject(new Error('password is hunter2')));
    const answer = await http.inject('/thing');
    expect(answer.statusCode).toBe(500);
    expect(answer.json().code).toBe('server.failed');
    expect(answer.body).not.toContain('hunter2');
  });

  test('at an address where nothing is', async () => {
    const answer = await (await open()).inject('/nothing');
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'route.not_found']);
  });
});

describe('a request that is not as described', () => {
  const Body = Type.Object({
    name: Type.String(),
    kind: Type.Union([Type.Literal('new'), Type.Literal('old')]),
    note: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  });
  const post = async (payload: object) => {
    const http = await open();
    http.post('/things', { ...isPublic, schema: { body: Body } }, async ({ body }) => body);
    return http.inject({ method: 'POST', url: '/things', payload });
  };

  test('is told what is missing, and where', async () => {
    const { errors, detail } = (await post({ kind: 'new' })).json();
    expect(errors).toEqual([{ pointer: '/name', code: 'required', detail: 'is missing' }]);
    expect(detail).toBe('The request is not as described: /name is missing.');
  });

  test('is told what can be chosen', async () => {
    const { errors } = (await post({ name: 'a', kind: 'used' })).json();
    expect(errors).toEqual([{ pointer: '/kind', code: 'choice', detail: 'must be one of: new, old' }]);
  });

  test('is not bent until it fits: a number is no text, and null stays null', async () => {
    expect((await post({ name: 5, kind: 'new' })).statusCode).toBe(422);
    expect((await post({ name: 'a', kind: 'new', note: null })).json()).toEqual({
      name: 'a',
      kind: 'new',
      note: null,
    });
  });

  test('may come without a body where that is optional, and only there', async () => {
    const http = await open();
    const Wish = Type.Object({ count: Type.Optional(Type.Integer()) });
    http.post('/free', { ...isPublic, schema: { body: Type.Optional(Wish) } }, async ({ body }) => ({
      was: body ?? 'nothing',
    }));
    http.post('/strict', { ...isPublic, schema: { body: Wish } }, async () => 'never');
    const post = (url: string, payload?: object) =>
      http.inject({ method: 'POST', url, ...(payload ? { payload } : {}) });
    expect((await post('/free')).json()).toEqual({ was: 'nothing' });
    expect((await post('/free', { count: 2 })).json()).toEqual({ was: { count: 2 } });
    expect((await post('/free', { count: 'two' })).statusCode).toBe(422);
    expect((await post('/strict')).statusCode).toBe(422);
  });

  test('is refused when it is no JSON', async () => {
    const http = await open();
    http.post('/things', { ...isPublic, schema: { body: Body } }, async () => 'never');
    const headers = { 'content-type': 'application/json' };
    const answer = await http.inject({ method: 'POST', url: '/things', payload: '{"name":', headers });
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'request.invalid']);
  });

  test('has numbers and lists read out of its address', async () => {
    const http = await open();
    const querystring = Type.Object({ limit: Type.Integer({ default: 50 }), tag: Type.Array(Type.String()) });
    http.get('/things', { ...isPublic, schema: { querystring } }, async ({ query }) => query);
    expect((await http.inject('/things?tag=vip')).json()).toEqual({ limit: 50, tag: ['vip'] });
    expect((await http.inject('/things?limit=7&tag=a&tag=b')).json()).toEqual({ limit: 7, tag: ['a', 'b'] });
    expect((await http.inject('/things?limit=many&tag=a')).statusCode).toBe(422);
  });
});

describe('an answer', () => {
  test('forbids browsers whatever it does not need', async () => {
    const http = await open({ isHttpsOnly: true });
    http.get('/thing', isPublic, async () => ({}));
    const { headers } = await http.inject('/thing');
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    });
  });

  test('carries the id of its request, and never one that could write into the log', async () => {
    const http = await open();
    http.get('/thing', isPublic, async () => ({}));
    const idFor = async (given?: string) =>
      (await http.inject({ url: '/thing', headers: given ? { 'x-request-id': given } : {} })).headers[
        'x-request-id'
      ];
    expect(await idFor('order-17')).toBe('order-17');
    const own = '0d4b3c2a-1234-4123-8123-123456789012';
    expect(await idFor(own)).toBe(own);
    // A phone number in it would stay in the log when its person is erased.
    for (const refused of ['a b', 'welcome-13125550142', '312-555-0142', 'x'.repeat(65)])
      expect(await idFor(refused)).toMatch(/^req_[0-9a-f]{32}$/);
    expect(await idFor()).toMatch(/^req_[0-9a-f]{32}$/);
  });
});

test('closing ends the streams to open pages, and lets other answers come to their end', async () => {
  const http = await open();
  const steps = new EventEmitter();
  const endless = new Readable({ read() {} });
  endless.push('event: one\n\n');
  http.get('/stream', isPublic, (_request, reply) => reply.type('text/event-stream').send(endless));
  http.get('/slow', isPublic, async () => {
    const goOn = once(steps, 'go on');
    steps.emit('asked');
    await goOn;
    return { is: 'done' };
  });
  const url = await http.listen({ port: 0, host: '127.0.0.1' });
  // As browsers do, in the hope of a question.
  const silent = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
  await once(silent, 'connect');
  const stream = await fetch(`${url}/stream`);
  const asked = once(steps, 'asked');
  const slow = fetch(`${url}/slow`);
  await asked;
  const closing = http.close();
  await expect(stream.text()).rejects.toThrow();
  steps.emit('go on');
  expect(await (await slow).json()).toEqual({ is: 'done' });
  await closing;
  silent.destroy();
});

test('closing does not wait for a caller who left while his rights were looked up', async () => {
  const steps = new EventEmitter();
  const http = await open({
    authorize: async () => {
      const goOn = once(steps, 'go on');
      steps.emit('asked');
      await goOn;
    },
  });
  http.get('/things', { config: { permission: 'things.read' } }, async () => ({ is: 'done' }));
  const url = await http.listen({ port: 0, host: '127.0.0.1' });
  const silent = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
  await once(silent, 'connect');
  const leaving = new AbortController();
  const left = once(http.server, 'request').then(([, answer]) => once(answer as EventEmitter, 'close'));
  const asked = once(steps, 'asked');
  const question = fetch(`${url}/things`, { signal: leaving.signal });
  await asked;
  leaving.abort();
  await expect(question).rejects.toThrow();
  await left;
  steps.emit('go on');
  await http.close();
  silent.destroy();
});

describe('the description of the API', () => {
  const Thing = Type.Object({ title: Type.String() }, { title: 'Thing' });
  const describeRoutes = async (...schemas: ReturnType<typeof Type.Object>[]) => {
    const http = await open();
    schemas.forEach((schema, index) => {
      http.get(
        `/things/${index}`,
        { ...isPublic, schema: { response: { 200: Type.Array(schema) } } },
        async () => [],
      );
    });
    http.post('/callbacks', { config: { permission: 'public', isHidden: true } }, async () => null);
    await http.ready();
    return describeApi(http) as {
      paths: Record<string, never>;
      components: { schemas: Record<string, unknown> };
    };
  };

  test('names each thing once and refers to it', async () => {
    const { paths, components } = await describeRoutes(Thing, Thing);
    expect(Object.keys(components.schemas)).toEqual(['Problem', 'Thing']);
    expect(JSON.stringify(paths['/things/1'])).toContain('"items":{"$ref":"#/components/schemas/Thing"}');
  });

  test('takes an $id for a name as well', async () => {
    const Named = Type.Object({ name: Type.String() }, { $id: 'Named' });
    expect(Object.keys((await describeRoutes(Named, Named)).components.schemas)).toEqual([
      'Named',
      'Problem',
    ]);
  });

  test('refuses one name for two things', async () => {
    const Other = Type.Object({ name: Type.String() }, { title: 'Thing' });
    await expect(describeRoutes(Thing, Other)).rejects.toThrow('Two different schemas are called Thing');
  });

  test('names the permission that a route needs, and none for one that is open to all', async () => {
    const http = await open();
    const answers = { schema: { response: { 200: Type.Object({}) } } };
    http.get('/open', { ...isPublic, ...answers }, async () => ({}));
    http.get('/things', { config: { permission: 'things.read' }, ...answers }, async () => ({}));
    await http.ready();
    const { paths } = describeApi(http) as { paths: Record<string, { get: { security: unknown } }> };
    expect(paths['/open']?.get.security).toEqual([]);
    expect(paths['/things']?.get.security).toEqual([
      { api_key: ['things.read'] },
      { session: ['things.read'] },
    ]);
  });

  test('leaves out what is only for carriers', async () => {
    expect(Object.keys((await describeRoutes(Thing)).paths)).toEqual(['/things/0']);
  });
});
