import type { Campaign, Handset, Me, SetupState } from '../src/frame/api.ts';
import { behindLine, fakeReplies, fakeReport, campaigns as scripted } from './fake-campaign.ts';
import { createHandset, typeOn } from './fake-handsets.ts';
import {
  contactDetail,
  type FakePerson,
  fakeContact,
  fakePerson,
  numberOf,
  ownColumns,
} from './fake-people.ts';
import { personHours, reportAnswer } from './fake-reports.ts';
import { calendarAnswer, resultsAnswer } from './fake-results.ts';

/** What the pretend server knows and answers; `fake-api.ts` carries it over HTTP. */
export type FakeOptions = {
  /** Folder of the built console, or null to serve the API alone. */
  pages?: string | null;
  isSignedIn?: boolean;
  isSetUp?: boolean;
  isRehearsal?: boolean;
  /** The workspace asks for a second factor, and whoever is here has none. */
  owesFactor?: boolean;
  /** No campaigns, no people, no handsets. */
  isEmpty?: boolean;
  /** How many people there are to be listed; sixty unless told. */
  people?: number;
  /** How far the campaign is, 0 to 1. */
  share?: number;
  /** Answers to these paths fail with 500, or are never given. */
  failing?: RegExp;
  hanging?: RegExp;
  port?: number;
};

export type Answer = { status: number; body: unknown };
export type Ask = { method: string; path: string; query: URLSearchParams; body: Record<string, unknown> };
const ok = (body: unknown, status = 200): Answer => ({ status, body });
const page = (data: unknown[], next: string | null = null): Answer =>
  ok({ data, next_cursor: next, has_more: next !== null });

export const problem = (
  status: number,
  code: string,
  detail: string,
  errors?: { pointer: string; detail: string }[],
): Answer =>
  ok(
    {
      type: 'about:blank',
      title: 'Problem',
      status,
      code,
      detail,
      request_id: 'req_4f1d2c9ab0',
      ...(errors ? { errors } : {}),
    },
    status,
  );

const peopleCount = 60;

export function createWorld(options: FakeOptions): (ask: Ask) => Answer {
  const people = new Map<string, FakePerson>(
    Array.from({ length: peopleCount }, (_, index) => [`con_${index + 1}`, fakePerson(index)]),
  );
  const handsets = new Map<string, Handset>(
    Array.from({ length: 20 }, (_, index) => [numberOf(index), createHandset(index)]),
  );
  const person = (id: string | undefined) => people.get(id ?? '');
  const campaigns = structuredClone(scripted);
  const views: Record<string, unknown>[] = [];
  return ({ method, path, query, body }) => {
    const [, , kind, id, part, number] = path.split('/');
    if (kind === 'setup') return method === 'GET' ? ok(setupState(options)) : finishSetup(options, body);
    if (kind === 'sign-in' && id === 'code') return giveCode(options, body);
    if (kind === 'sign-in') return signIn(options, body);
    if (kind === 'invitation')
      return id === 'accept' ? acceptInvitation(options, body) : viewInvitation(body);
    if (kind === 'password' && id === 'forgotten') return ok(null, 202);
    if (kind === 'password' && id === 'reset') return setPassword(options, body);
    if (kind === 'enter') return enter(options, body);
    if (options.isSignedIn === false)
      return problem(401, 'session.ended', 'Your session has ended. Sign in again.');
    if (kind === 'sign-out') return signOut(options);
    if (kind === 'me' && id === undefined) return ok(whoIsHere(options));
    if (kind === 'installation') return ok({ object: 'installation', version: '0', epoch: 0, hold: null });
    if (kind === 'workspace' && id === 'sending') return ok(sending);
    if (emptyLists.has(kind ?? '')) return page([]);
    if (kind === 'me' && id === 'training')
      return ok({ is_enforced: false, needs: [], missing: [], passed: [], policies: [] });
    if (kind === 'me' && id !== undefined) return page([]);
    if (options.isEmpty && part === undefined && id === undefined && kind !== 'rehearsal') return page([]);
    if (options.isEmpty && id === 'handsets') return page([]);
    const report = kind === 'reports' ? reportAnswer(id) : undefined;
    if (report !== undefined) return ok(report);
    if (kind === 'report-subscriptions') return page([]);
    if (kind === 'campaign-calendar') return ok(calendarAnswer(query));
    if (kind === 'campaigns') return campaignAnswer(campaigns, options, method, id, part, query, number);
    if (kind === 'views') {
      const owner = { owner: { id: 'mem_1', name: 'Ola' }, is_yours: true, may_change: true };
      if (method === 'POST') views.push({ id: `vew_${views.length}`, ...owner, ...body });
      return page(views);
    }
    if (kind === 'contact-fields') return page(ownColumns);
    if (kind === 'contacts')
      return id ? personAnswer(person(id), part) : findPeople(query, options.people ?? peopleCount);
    if (id === 'handsets') return handsetAnswer(handsets, people, part, number, body, query);
    if (kind === 'rehearsal') return ok({ is_rehearsal: true, clock });
    return problem(404, 'route.not_found', 'There is nothing at this address.');
  };
}

const stages: Record<string, readonly string[]> = {
  drafts: ['draft', 'checked'],
  planned: ['scheduled'],
  on_their_way: ['testing', 'sending', 'paused'],
  over: ['finished', 'stopped'],
};
const isOfStage = (status: string, stage: string | null): boolean =>
  stage === null || (stages[stage] ?? []).includes(status);

function campaignAnswer(
  campaigns: Campaign[],
  options: FakeOptions,
  method: string,
  id: string | undefined,
  part: string | undefined,
  query: URLSearchParams,
  more: string | undefined,
): Answer {
  if (!id) return page(campaigns.filter(({ status }) => isOfStage(status, query.get('stage'))));
  const campaign = campaigns.find((one) => one.id === id);
  if (!campaign)
    return problem(
      404,
      'campaign.not_found',
      'There is no such campaign, or it belongs to another workspace.',
    );
  if (part === 'people') {
    const at = Number(query.get('cursor') ?? 0);
    return page(behindLine(query.get('line') ?? '', at), at < 2 ? String(at + 1) : null);
  }
  if (part === 'replies') return page(fakeReplies);
  const came = resultsAnswer(campaign, part, more, query);
  if (came !== undefined) return ok(came);
  const moved = { pause: 'paused', resume: 'sending', stop: 'stopped' } as const;
  if (method === 'POST' && part && part in moved)
    return ok(Object.assign(campaign, { status: moved[part as keyof typeof moved] }));
  return part === 'report' ? ok(fakeReport(campaign, options.share ?? 0.62)) : ok(campaign);
}

function personAnswer(person: FakePerson | undefined, part: string | undefined): Answer {
  if (!person)
    return problem(404, 'contact.not_found', 'There is no such person, or they belong to another workspace.');
  if (part === 'consent') return ok(person.consent);
  if (part === 'hours') return ok(personHours);
  return part === 'timeline' ? page(person.timeline.toReversed()) : ok(contactDetail(person.contact));
}

function findPeople(query: URLSearchParams, count: number): Answer {
  const search = (query.get('search') ?? '').toLowerCase();
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 25);
  const matches = (contact: ReturnType<typeof fakeContact>) =>
    [contact.first_name, contact.last_name, contact.number, contact.email].some((value) =>
      value?.toLowerCase().includes(search),
    );
  // Without a search only the page that is asked for is made up, however many there are.
  const found = search === '' ? null : range(0, count).map(fakeContact).filter(matches);
  const data = found
    ? found.slice(from, from + limit)
    : range(from, Math.min(from + limit, count)).map(fakeContact);
  const next = from + limit;
  return page(data, next < (found?.length ?? count) ? String(next) : null);
}

const range = (from: number, until: number) =>
  Array.from({ length: Math.max(0, until - from) }, (_, at) => from + at);

function handsetAnswer(
  handsets: Map<string, Handset>,
  people: Map<string, FakePerson>,
  number: string | undefined,
  part: string | undefined,
  body: Record<string, unknown>,
  query: URLSearchParams,
): Answer {
  if (!number) {
    const found = [...handsets.values()].filter((one) =>
      one.number.includes((query.get('search') ?? '').replaceAll(/\D/g, '')),
    );
    return page(
      found.map(({ number, conversation }) => ({
        number,
        texts: conversation.length,
        replies: 0,
        last: conversation.at(-1) ?? null,
      })),
    );
  }
  const handset = handsets.get(number);
  if (!handset) return problem(404, 'handset.not_found', 'This phone has not got a text yet.');
  const owner = [...people.values()].find(({ contact }) => contact.number === number);
  if (part === 'replies' && owner) typeOn(handset, owner, String(body.body));
  return ok(handset, part ? 202 : 200);
}

const free = { sending: 'all', by: null, reason: null, since: null };
const sending = { object: 'sending', sending: 'all', workspace: free, installation: free };
/** What the stories are not about: listings that are asked for beside them, and have nothing. */
const emptyLists = new Set(['lists', 'tags', 'programs', 'senders', 'gateways', 'segments', 'registrations']);

const clock = {
  now: '2026-03-04T01:14:00Z',
  speed: 60,
  next_send_at: '2026-03-04T13:00:00Z',
  is_real: false,
  may_begin: false,
};

const me: Me = {
  account: { id: 'mem_1', name: 'Dana Whitfield', email: 'dana@example.com' },
  workspace: { id: 'wsp_1', name: 'Bluebird Bakery', country: 'US', time_zone: 'America/New_York' },
  permissions: [
    'campaigns.read',
    'campaigns.write',
    'campaigns.launch',
    'sending.stop',
    'contacts.read',
    'rehearsal.use',
  ],
  needs_second_factor: false,
  is_rehearsal: true,
};

const whoIsHere = ({ isRehearsal = true, owesFactor = false }: FakeOptions): Me => ({
  ...me,
  is_rehearsal: isRehearsal,
  ...(owesFactor ? { needs_second_factor: true, permissions: [] } : {}),
});

function setupState(options: FakeOptions): SetupState {
  return {
    is_set_up: options.isSetUp ?? true,
    is_rehearsal: options.isRehearsal ?? true,
    single_sign_on: 'Example Login',
    checks: [
      {
        name: 'database',
        status: 'ok',
        sentence: 'PostgreSQL 18.4, embedded, with every change on disk before it is answered.',
      },
      { name: 'clock', status: 'ok', sentence: 'Within 40 ms of the database.' },
      {
        name: 'public_address',
        status: 'warning',
        sentence:
          'Carriers cannot reach http://127.0.0.1:8434. The rehearsal can; set TIDINGS_PUBLIC_URL before you connect a real one.',
      },
      {
        name: 'disk',
        status: 'failed',
        sentence: '1.2 GB are free; a campaign to a million people needs about 3 GB.',
      },
    ],
  };
}

function finishSetup(options: FakeOptions, body: Record<string, unknown>): Answer {
  if (body.token !== 'right')
    return problem(422, 'setup.wrong_token', 'The setup token is not right.', [
      { pointer: '/token', detail: 'is not the token from the log' },
    ]);
  Object.assign(options, { isSetUp: true, isSignedIn: true });
  return ok({}, 201);
}

function signIn(options: FakeOptions, body: Record<string, unknown>): Answer {
  if (body.password !== 'correct horse battery')
    return problem(401, 'session.refused', 'E-mail and password do not belong together.');
  if (body.email === 'strong@example.com')
    return problem(401, 'sign_in.second_factor_needed', 'Give the code of your authenticator app.');
  options.isSignedIn = true;
  return ok({});
}

function giveCode(options: FakeOptions, body: Record<string, unknown>): Answer {
  if (body.code !== '123456')
    return problem(401, 'second_factor.wrong', 'This code is wrong, has run out or was used before.');
  options.isSignedIn = true;
  return ok({});
}

function viewInvitation(body: Record<string, unknown>): Answer {
  if (body.token !== 'new')
    return problem(404, 'invitation.void', 'This invitation cannot be used: ask for a new one.');
  return ok({
    workspace_name: 'Corner bakery',
    email: 'dana@example.com',
    role: 'agent',
    invited_by: 'Priya Nair',
    has_account: false,
  });
}

function acceptInvitation(options: FakeOptions, body: Record<string, unknown>): Answer {
  if (body.password !== 'correct horse battery')
    return problem(422, 'password.too_weak', 'This password is easy to guess.');
  options.isSignedIn = true;
  return ok({});
}

function setPassword(options: FakeOptions, body: Record<string, unknown>): Answer {
  if (body.token !== 'new') return problem(404, 'password.link_void', 'This link cannot be used any more.');
  options.isSignedIn = true;
  return ok({});
}

function enter(options: FakeOptions, body: Record<string, unknown>): Answer {
  if (body.token !== 'demo')
    return problem(
      401,
      'entry.used',
      'This link has been used or is too old. Start the demo again for a new one.',
    );
  options.isSignedIn = true;
  return ok({});
}

function signOut(options: FakeOptions): Answer {
  options.isSignedIn = false;
  return ok({});
}
