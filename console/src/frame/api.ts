import type { AnswerOf, BodyOf, ItemOf } from '@tidings/sdk';
import { language, t } from '../ui/language.ts';
import { meantForHeaders, tellMoved } from './acting-as.ts';

/**
 * The console's one door to the server: the shapes of /v1 that its pages read, and a small typed client. Screens know
 * nothing of fetch, cookies or problem+json; whoever swaps this file for the SDK changes no screen.
 */
export type Page<T> = { data: T[]; next_cursor: string | null; has_more: boolean };

export type Me = AnswerOf<'/v1/me', 'get'>;
/** Whether it is a rehearsal may be said before anybody is signed in; a server that does not say it is taken for a real one. */
export type SetupState = AnswerOf<'/v1/setup', 'get'> & { is_rehearsal?: boolean };
export type SetupCheck = SetupState['checks'][number];
export type SetupInput = BodyOf<'/v1/setup', 'post'>;

export type PasskeyOptions = AnswerOf<'/v1/sign-in/passkey/options', 'post'>;
export type Invitation = AnswerOf<'/v1/invitation', 'post'>;
export type InvitationInput = BodyOf<'/v1/invitation/accept', 'post'>;

export type Campaign = ItemOf<'/v1/campaigns'>;

export type CampaignReport = AnswerOf<'/v1/campaigns/{id}/report', 'get'>;
export type CampaignProgress = CampaignReport['progress'];
type BehindLine = ItemOf<'/v1/campaigns/{id}/people'>;
export type PersonBehindLine = Extract<BehindLine, { object: 'person' }>;
export type RejectedRow = Extract<BehindLine, { object: 'rejected_row' }>;

export type Contact = ItemOf<'/v1/contacts'>;
export type ContactConsent = AnswerOf<'/v1/contacts/{id}/consent', 'get'>;

/** One thing that happened between us and a person. `text` and `reply` carry words; all carry a sentence. */
export type TimelineEntry = ItemOf<'/v1/contacts/{id}/timeline'>;
export type MessageStatus = NonNullable<TimelineEntry['text']>['status'];

export type Rehearsal = AnswerOf<'/v1/rehearsal', 'get'>;
export type RehearsalClock = Rehearsal['clock'];
export type HandsetSummary = ItemOf<'/v1/rehearsal/handsets'>;
export type Handset = AnswerOf<'/v1/rehearsal/handsets/{number}', 'get'>;
export type HandsetText = Handset['conversation'][number];

/** A refusal as the server words it, or our own words when there was no answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly details: readonly { pointer: string; detail: string }[];
  /** After how long the server wants to be asked again, where it says. */
  readonly retryAfterSeconds: number | null;
  constructor(problem: {
    status: number;
    code: string;
    detail: string;
    requestId?: string | null;
    details?: readonly { pointer: string; detail: string }[];
    retryAfterSeconds?: number | null;
  }) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.requestId = problem.requestId ?? null;
    this.details = problem.details ?? [];
    this.retryAfterSeconds = problem.retryAfterSeconds ?? null;
  }
  /** True when the server no longer knows who we are; a wrong password or code is something else. */
  get isSignedOut(): boolean {
    return this.status === 401 && ['session.ended', 'caller.unknown'].includes(this.code);
  }
  /** True when the same request may succeed later without anybody changing anything. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

type Query = Record<string, string | number | undefined>;
type Call = {
  query?: Query;
  body?: unknown;
  file?: Blob;
  signal?: AbortSignal;
  /** Goes on after its page is closed; browsers take 64 KB so. */
  keepalive?: boolean;
  /** Of a POST: under the same key the server does the same at most once. */
  idempotencyKey?: string;
};

export function createApi(fetchIt: typeof fetch = (input, init) => fetch(input, init)) {
  const get = <T>(path: string, call: Call = {}) => request<T>(fetchIt, 'GET', path, call);
  const post = <T>(path: string, body: unknown = {}) => request<T>(fetchIt, 'POST', path, { body });
  return {
    setup: (signal?: AbortSignal) => get<SetupState>('/v1/setup', withSignal(signal)),
    finishSetup: (input: SetupInput) => post<unknown>('/v1/setup', input),
    forgetPassword: (email: string) => post<unknown>('/v1/password/forgotten', { email }),
    signIn: (email: string, password: string) => post<unknown>('/v1/sign-in', { email, password }),
    signInByCode: (code: string) => post<unknown>('/v1/sign-in/code', { code }),
    askForPasskey: () => post<PasskeyOptions>('/v1/sign-in/passkey/options'),
    signInByPasskey: (credential: unknown) => post<unknown>('/v1/sign-in/passkey', { credential }),
    singleSignOnPath: (next: string) => `/v1/sign-in/oidc?${new URLSearchParams({ next })}`,
    viewInvitation: (token: string) => post<Invitation>('/v1/invitation', { token }),
    acceptInvitation: (input: InvitationInput) => post<unknown>('/v1/invitation/accept', input),
    setNewPassword: (token: string, password: string) =>
      post<unknown>('/v1/password/reset', { token, password }),
    enter: (token: string) => post<unknown>('/v1/enter', { token }),
    signOut: () => post<unknown>('/v1/sign-out'),
    me: (signal?: AbortSignal) => get<Me>('/v1/me', withSignal(signal)),

    listCampaigns: (query: Query, signal?: AbortSignal) =>
      get<Page<Campaign>>('/v1/campaigns', { query, ...withSignal(signal) }),
    campaignReport: (id: string, signal?: AbortSignal) =>
      get<CampaignReport>(`/v1/campaigns/${enc(id)}/report`, withSignal(signal)),
    campaignStreamPath: (id: string) => `/v1/campaigns/${enc(id)}/stream?speaking=${language()}`,
    moveCampaign: (id: string, move: 'pause' | 'resume' | 'stop') =>
      post<Campaign>(`/v1/campaigns/${enc(id)}/${move}`),
    peopleBehindLine: (id: string, query: Query, signal?: AbortSignal) =>
      get<Page<PersonBehindLine | RejectedRow>>(`/v1/campaigns/${enc(id)}/people`, {
        query,
        ...withSignal(signal),
      }),

    listContacts: (query: Query, signal?: AbortSignal) =>
      get<Page<Contact>>('/v1/contacts', { query, ...withSignal(signal) }),
    contact: (id: string, signal?: AbortSignal) =>
      get<Contact>(`/v1/contacts/${enc(id)}`, withSignal(signal)),
    contactConsent: (id: string, signal?: AbortSignal) =>
      get<ContactConsent>(`/v1/contacts/${enc(id)}/consent`, withSignal(signal)),
    contactTimeline: (id: string, signal?: AbortSignal) =>
      get<Page<TimelineEntry>>(`/v1/contacts/${enc(id)}/timeline`, withSignal(signal)),

    rehearsal: (signal?: AbortSignal) => get<Rehearsal>('/v1/rehearsal', withSignal(signal)),
    /** To the hour of the next held text; `begin` gives a rehearsal on the real clock one of its own first. */
    forwardClock: (begin: boolean) =>
      post<RehearsalClock>('/v1/rehearsal/clock', { forward_to: 'next_send', ...(begin ? { begin } : {}) }),
    listHandsets: (query: Query, signal?: AbortSignal) =>
      get<Page<HandsetSummary>>('/v1/rehearsal/handsets', { query, ...withSignal(signal) }),
    handset: (number: string, signal?: AbortSignal) =>
      get<Handset>(`/v1/rehearsal/handsets/${enc(number)}`, withSignal(signal)),
    typeReply: (number: string, body: string) =>
      post<unknown>(`/v1/rehearsal/handsets/${enc(number)}/replies`, { body }),
  };
}

export type Api = ReturnType<typeof createApi>;
export const api: Api = createApi();

/** A request to any address; `call.ts` knows which there are and what they take. */
export const sendRequest = <T>(method: string, path: string, given: Call = {}): Promise<T> =>
  request<T>((input, init) => fetch(input, init), method, path, given);

const enc = encodeURIComponent;
const withSignal = (signal?: AbortSignal): Call => (signal ? { signal } : {});

async function request<T>(fetchIt: typeof fetch, method: string, path: string, call: Call): Promise<T> {
  const answer = await reach(fetchIt, method, `${path}${search(call.query)}`, call);
  const text = await answer.text();
  const body = parse(text);
  if (!answer.ok) {
    const problem = problemOf(answer, body);
    if (problem.code === 'session.moved') tellMoved();
    throw problem;
  }
  if (body === undefined) throw unreadable(answer);
  return body as T;
}

/** A page of a proxy or of a hotel's network, where data should have come. */
function unreadable(answer: Response): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'server.unreadable',
    detail: t(
      'What came back is not from Tidings: something between here and the server has answered in its place. Try again, or look whether this network asks you to sign in.',
    ),
    requestId: answer.headers.get('x-request-id'),
  });
}

async function reach(fetchIt: typeof fetch, method: string, url: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    // What the service says, it says in the language that the page is in, whatever the browser is set to.
    'accept-language': language(),
    ...meantForHeaders(),
  };
  // Other sites cannot set this header on a request that carries our cookie, so its presence proves the page is ours.
  if (method !== 'GET') headers['x-tidings-csrf'] = '1';
  if (call.idempotencyKey) headers['idempotency-key'] = call.idempotencyKey;
  const body = call.file ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  if (body !== undefined)
    headers['content-type'] = call.file ? 'application/octet-stream' : 'application/json';
  try {
    return await fetchIt(url, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body }),
      ...(call.signal ? { signal: call.signal } : {}),
      ...(call.keepalive ? { keepalive: true } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem({
      status: 0,
      code: 'server.unreachable',
      detail: t('The server does not answer. See whether Tidings is still running, then try again.'),
    });
  }
}

function search(query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  return params.size === 0 ? '' : `?${params}`;
}

/** Undefined where it is no JSON; an answer without words, or with `null`, is whole. */
function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type WireProblem = {
  code?: string;
  detail?: string;
  request_id?: string;
  errors?: { pointer: string; detail: string }[];
};

function problemOf(answer: Response, body: unknown): ApiProblem {
  const wire: WireProblem = typeof body === 'object' && body !== null ? body : {};
  return new ApiProblem({
    status: answer.status,
    // An answer to HEAD has no body to say it in.
    code: wire.code ?? answer.headers.get('x-problem-code') ?? 'server.unreadable',
    detail: wire.detail ?? t('The server answered {status} without saying why.', { status: answer.status }),
    requestId: wire.request_id ?? answer.headers.get('x-request-id'),
    details: wire.errors ?? [],
    retryAfterSeconds: secondsOf(answer.headers.get('retry-after')),
  });
}

// A number of seconds; the other way of writing it, a date, is none of our server's.
function secondsOf(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
