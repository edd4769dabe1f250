import { describe, expect, it, vi } from 'vitest';
import { openLanguage } from '../ui/language.ts';
import { actAs, whenMoved } from './acting-as.ts';
import { ApiProblem, createApi } from './api.ts';

type Sent = { url: string; init: RequestInit };

function answering(answer: () => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const api = createApi(async (input, init = {}) => {
    sent.push({ url: String(input), init });
    return answer();
  });
  return { api, sent };
}

const headersOf = (sent: Sent | undefined) => sent?.init.headers as Record<string, string>;

describe('a request', () => {
  it('proves on every change, and only there, that it comes from our page', async () => {
    const { api, sent } = answering(() => Response.json({}));
    await api.moveCampaign('cmp_1', 'pause');
    await api.me();
    expect(headersOf(sent[0])['x-tidings-csrf']).toBe('1');
    expect(headersOf(sent[1])['x-tidings-csrf']).toBeUndefined();
  });
  it('says for whom and where the page was opened, once that is known', async () => {
    const { api, sent } = answering(() => Response.json({}));
    await api.me();
    actAs({ account: { id: 'mem_1' }, workspace: { id: 'wsp_1' } });
    await api.moveCampaign('cmp_1', 'pause');
    actAs(null);
    expect(headersOf(sent[0])['x-tidings-workspace']).toBeUndefined();
    expect(headersOf(sent[1])).toMatchObject({
      'x-tidings-account': 'mem_1',
      'x-tidings-workspace': 'wsp_1',
    });
  });
  it('asks for the language that the page is in, not for that of the browser', async () => {
    const { api, sent } = answering(() => Response.json({}));
    await api.me();
    await openLanguage('es');
    await api.me();
    expect(api.campaignStreamPath('cmp_1')).toBe('/v1/campaigns/cmp_1/stream?speaking=es');
    await openLanguage('en');
    expect(sent.map((one) => headersOf(one)['accept-language'])).toEqual(['en', 'es']);
  });
  it('leaves out what is not asked for and keeps the plus of a number', async () => {
    const { api, sent } = answering(() => Response.json({ data: [] }));
    await api.listContacts({ search: '+1212', cursor: undefined });
    await api.handset('+12125550142');
    expect(sent.map(({ url }) => url)).toEqual([
      '/v1/contacts?search=%2B1212',
      '/v1/rehearsal/handsets/%2B12125550142',
    ]);
  });
});

describe('a refusal', () => {
  it('because another tab has gone elsewhere is told, so that the page is loaded anew', async () => {
    const leave = vi.fn();
    whenMoved(leave);
    const answers = [{ code: 'contact.changed_meanwhile' }, { code: 'session.moved' }];
    const { api } = answering(() => Response.json(answers.shift(), { status: 409 }));
    await expect(api.moveCampaign('cmp_1', 'stop')).rejects.toMatchObject({ status: 409 });
    expect(leave).not.toHaveBeenCalled();
    await expect(api.moveCampaign('cmp_1', 'stop')).rejects.toMatchObject({ code: 'session.moved' });
    expect(leave).toHaveBeenCalledOnce();
    whenMoved(() => undefined);
  });
  it('carries the server’s sentence, code, request id and fields', async () => {
    const wire = {
      code: 'setup.wrong_token',
      detail: 'This is not the token from the log.',
      request_id: 'req_7',
      errors: [{ pointer: '/token', detail: 'is wrong' }],
    };
    const { api } = answering(() => Response.json(wire, { status: 422 }));
    const problem = await api.enter('x').catch((error: unknown) => error);
    expect(problem).toMatchObject({
      status: 422,
      code: 'setup.wrong_token',
      message: wire.detail,
      requestId: 'req_7',
    });
    expect(problem).toMatchObject({ details: [{ pointer: '/token' }], isPassing: false });
  });
  it('is still readable when a proxy answers with a page of its own', async () => {
    const { api } = answering(
      () => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'x-request-id': 'req_9' } }),
    );
    const problem = await api.me().catch((error: unknown) => error);
    expect(problem).toMatchObject({ status: 502, requestId: 'req_9', isPassing: true });
  });
  it('says what to do when nobody answers', async () => {
    const { api } = answering(() => Promise.reject(new TypeError('fetch failed')));
    const problem = await api.me().catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ status: 0, code: 'server.unreachable', isPassing: true });
  });
});
