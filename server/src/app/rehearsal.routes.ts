import { type Static, Type } from 'typebox';
import { recordAudit } from '../accounts/index.ts';
import { findContactsByNumber, nameOf } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, Invalid, NotFound } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { isNearOrigin } from '../platform/near-origin.ts';
import {
  findRehearsalTime,
  forwardRehearsalClock,
  startRehearsalClock,
} from '../platform/rehearsal-clock.queries.ts';
import { listSenders } from '../senders/index.ts';
import type { CarrierSetting } from './carrier-setting.ts';
import { isRehearsal } from './is-rehearsal.ts';
import { findNextSendAt } from './rehearsal.queries.ts';
import {
  type CarrierAnswer,
  findRehearsalCarrier,
  noRehearsal,
  type RehearsalCarrier,
} from './rehearsal-carrier.ts';
import { withRehearsalHours } from './rehearsal-hours.ts';

const time = Type.String({ format: 'date-time' });
const Clock = Type.Object(
  {
    now: Type.String({ format: 'date-time', description: 'The hour it is for people.' }),
    speed: Type.Number({ description: 'How many times as fast as outside; 1 in production.' }),
    next_send_at: Type.Union([time, Type.Null()], { description: 'When the next held text may go.' }),
    is_real: Type.Boolean({
      description:
        'The clock on the wall, which cannot be moved. A rehearsal has one of its own by TIDINGS_CLOCK, or once it was begun here.',
    }),
    may_begin: Type.Boolean({
      description: 'Whether `begin` would give this rehearsal a clock of its own, from now on.',
    }),
  },
  { title: 'Clock' },
);
const Rehearsal = Type.Object(
  {
    is_rehearsal: Type.Boolean(),
    clock: Clock,
    carrier: Type.Object({ url: Type.Optional(Type.String()) }),
  },
  { title: 'Rehearsal' },
);
const OnPhone = Type.Object(
  {
    id: Type.String(),
    direction: Type.Union([Type.Literal('outbound'), Type.Literal('inbound')], {
      description: '`outbound`: the phone got it. `inbound`: it was typed there.',
    }),
    from: Type.String(),
    to: Type.String(),
    body: Type.String(),
    status: Type.Optional(Type.String({ description: 'What the carrier knows of a text to the phone.' })),
    subject: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    media: Type.Optional(
      Type.Array(Type.Unknown(), { description: 'Of an MMS: addresses of what came with it.' }),
    ),
    tag: Type.String({ description: 'What it belongs to: a campaign’s id, or `auto:…`.' }),
    at: Type.String({
      format: 'date-time',
      description: 'By the carrier’s clock, which is always the real one.',
    }),
  },
  { title: 'OnPhone' },
);
const Handset = Type.Object(
  {
    number: Type.String(),
    conversation: Type.Array(
      Type.Object({
        ...OnPhone.properties,
        rehearsal_at: Type.String({
          format: 'date-time',
          description: 'By the clock of the rehearsal: the hour at which people had it or typed it.',
        }),
      }),
    ),
  },
  { title: 'Handset' },
);
const HandsetPage = Type.Object({
  data: Type.Array(
    Type.Object(
      {
        number: Type.String(),
        name: Type.Union([Type.String(), Type.Null()], {
          description: 'Whose it is, as far as it is known.',
        }),
        texts: Type.Integer(),
        replies: Type.Integer(),
        last: Type.Union([OnPhone, Type.Null()]),
      },
      { title: 'HandsetSummary' },
    ),
  ),
  next_cursor: Type.Union([Type.String(), Type.Null()]),
  has_more: Type.Boolean(),
});
type PhonesOfCarrier = {
  data: Omit<Static<typeof HandsetPage>['data'][number], 'name'>[];
  next_cursor: string | null;
};
const TypedBody = Type.Object({
  body: Type.String({ maxLength: 1_600, description: 'May be empty where a picture says it all.' }),
  to: Type.Optional(Type.String({ description: 'Which of our numbers; the first sender unless named.' })),
  subject: Type.Optional(Type.String({ maxLength: 200 })),
  media: Type.Optional(
    Type.Array(
      Type.Object({
        content_type: Type.String({ maxLength: 100 }),
        base64: Type.String({ maxLength: 1_000_000, description: 'What is sent along.' }),
      }),
      { maxItems: 10 },
    ),
  ),
  apart: Type.Optional(
    Type.Object(
      {
        way: Type.Optional(Type.Enum(['udh8', 'udh16', 'sar', 'payload'])),
        reference: Type.Optional(Type.Integer({ minimum: 0, maximum: 65_535 })),
        order: Type.Optional(
          Type.Array(Type.Integer({ minimum: 1, maximum: 255 }), {
            maxItems: 50,
            description: 'Numbers of parts as they come; one may come twice, or never.',
          }),
        ),
      },
      { description: 'How a long text travels over SMPP.' },
    ),
  ),
});
const number = Type.String({ pattern: '^\\+[1-9][0-9]{6,14}$', description: 'The number of the phone.' });

/** What a rehearsal has and a production has not: phones to look at and type on, and a clock that can be moved. */
export function rehearsalRoutes(http: Http, ctx: Context, setting: CarrierSetting): void {
  stateRoutes(http, ctx, setting);
  handsetRoutes(http, ctx, setting);
  ledgerRoute(http, ctx, setting);
}

function stateRoutes(http: Http, ctx: Context, setting: CarrierSetting): void {
  http.get(
    '/v1/rehearsal',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Is this a rehearsal, and what hour is it',
        tags: ['rehearsal'],
        response: { 200: Rehearsal },
      },
    },
    async ({ scope }) => {
      const carrier = await findRehearsalCarrier(ctx, setting, scope.workspaceId);
      return {
        is_rehearsal: carrier !== null,
        clock: await readClock(ctx),
        carrier: carrier ? { url: carrier.url } : {},
      };
    },
  );

  http.post(
    '/v1/rehearsal/clock',
    {
      config: { permission: 'rehearsal.use' },
      schema: {
        summary: 'Move the clock of the rehearsal forward',
        description:
          'With `begin` a rehearsal on the real clock is given one of its own first. It never runs backwards, and while it is there no real carrier can be connected.',
        tags: ['rehearsal'],
        body: Type.Object({
          begin: Type.Optional(Type.Boolean()),
          forward_to: Type.Union([Type.Literal('next_send'), time], {
            description: 'An hour, or `next_send`: the next one at which a held text may go.',
          }),
        }),
        response: { 200: Clock },
      },
    },
    async ({ body, scope }) => {
      const begins = !(await hasOwnClock(ctx));
      if (begins && !(body.begin && (await mayBegin(ctx)))) throw clockIsReal();
      const to = await ctx.db.system(async (tx) => {
        const wanted =
          body.forward_to === 'next_send'
            ? await findNextSendAt(tx, ctx.clock.now())
            : new Date(body.forward_to);
        if (wanted === null) return null;
        if (begins) await startRehearsalClock(tx, ctx.clock.now(), 1);
        await forwardRehearsalClock(tx, wanted);
        return wanted;
      });
      if (to === null) throw new NotFound('clock.nothing_waits', 'No text waits for a later hour.');
      await ctx.db.tx(scope.workspaceId, (tx) =>
        recordAudit(tx, scope, {
          act: 'rehearsal.clock_moved',
          object: 'installation',
          after: { hour: to.toISOString() },
        }),
      );
      return readClock(ctx);
    },
  );
}

function ledgerRoute(http: Http, ctx: Context, setting: CarrierSetting): void {
  http.get(
    '/v1/rehearsal/ledger',
    {
      config: { permission: 'rehearsal.use' },
      schema: {
        summary: 'Count what the carrier itself wrote down, of one campaign or of all',
        tags: ['rehearsal'],
        querystring: Type.Object({ tag: Type.Optional(Type.String({ maxLength: 64 })) }),
        response: { 200: Type.Record(Type.String(), Type.Any(), { title: 'LedgerSummary' }) },
      },
    },
    async ({ query, scope }) => {
      const carrier = await findRehearsalCarrier(ctx, setting, scope.workspaceId);
      if (!carrier) throw noRehearsal();
      const tag: Record<string, string> = query.tag === undefined ? {} : { tag: query.tag };
      return accepted(await carrier.ask('GET', '/v1/ledger/summary', { query: tag })) as Record<
        string,
        unknown
      >;
    },
  );
}

/** From the database rather than from this process, which follows with half a second's delay. */
async function readClock(ctx: Context) {
  const { rehearsal, next } = await ctx.db.system(async (tx) => ({
    rehearsal: await findRehearsalTime(tx),
    next: await findNextSendAt(tx, ctx.clock.now()),
  }));
  const nowMs = rehearsal
    ? rehearsal.virtualOriginMs + (Date.now() - rehearsal.realOriginMs) * rehearsal.speed
    : ctx.clock.now().getTime();
  return {
    now: new Date(nowMs).toISOString(),
    speed: rehearsal?.speed ?? 1,
    next_send_at: next?.toISOString() ?? null,
    is_real: rehearsal === null && !ctx.clock.isRehearsal,
    may_begin: rehearsal === null && (await mayBegin(ctx)),
  };
}

const hasOwnClock = async (ctx: Context) =>
  ctx.clock.isRehearsal || (await ctx.db.system(findRehearsalTime)) !== null;

/**
 * Asked of all workspaces, and of this process: one that was started for real phones follows no other clock. Where people
 * reach the installation from outside, one of them does not choose the clock of all.
 */
const mayBegin = async (ctx: Context) =>
  ctx.clock.mayBecomeRehearsal === true &&
  (ctx.origin === undefined || isNearOrigin(ctx.origin)) &&
  (await isRehearsal(ctx));

const clockIsReal = () =>
  new Conflict(
    'clock.is_real',
    'The clock of this installation is the real one and cannot be moved. In a rehearsal, begin one of its own first (`begin`), or start it with TIDINGS_CLOCK.',
  );

function handsetRoutes(http: Http, ctx: Context, setting: CarrierSetting): void {
  const carrierOf = async (workspaceId: string): Promise<RehearsalCarrier> => {
    const carrier = await findRehearsalCarrier(ctx, setting, workspaceId);
    if (!carrier) throw noRehearsal();
    return carrier;
  };

  http.get(
    '/v1/rehearsal/handsets',
    {
      config: { permission: 'rehearsal.use' },
      schema: {
        summary: 'List the phones that got a text',
        tags: ['rehearsal'],
        querystring: Type.Object({
          search: Type.Optional(Type.String({ maxLength: 20, description: 'Digits of the number.' })),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
          cursor: Type.Optional(Type.String({ maxLength: 15, pattern: '^[0-9]*$' })),
        }),
        response: { 200: HandsetPage },
      },
    },
    async ({ query, scope }) => {
      const { search = '', limit, cursor = '0' } = query;
      const carrier = await carrierOf(scope.workspaceId);
      const answer = await carrier.ask('GET', '/v1/handsets', {
        query: { search, limit: String(limit), cursor },
      });
      const { data, next_cursor } = accepted(answer) as PhonesOfCarrier;
      const people = scope.permissions.has('contacts.read')
        ? await ctx.db.tx(scope.workspaceId, (tx) =>
            findContactsByNumber(
              tx,
              data.map((phone) => phone.number),
            ),
          )
        : new Map<string, never>();
      const named = data.map((phone) => {
        const contact = people.get(phone.number);
        return { ...phone, name: contact ? nameOf(contact) : null };
      });
      return { data: named, next_cursor, has_more: next_cursor !== null };
    },
  );

  http.get(
    '/v1/rehearsal/handsets/:number',
    {
      config: { permission: 'rehearsal.use' },
      schema: {
        summary: 'Show what is on a phone',
        tags: ['rehearsal'],
        params: Type.Object({ number }),
        response: { 200: Handset },
      },
    },
    async ({ params, scope }) => {
      const carrier = await carrierOf(scope.workspaceId);
      const answer = await carrier.ask('GET', `/v1/handsets/${encodeURIComponent(params.number)}`);
      const phone = accepted(answer) as { number: string; conversation: Static<typeof OnPhone>[] };
      return withRehearsalHours(ctx, scope.workspaceId, phone);
    },
  );

  http.post(
    '/v1/rehearsal/handsets/:number/replies',
    {
      config: { permission: 'rehearsal.use' },
      schema: {
        summary: 'Type an answer on a phone',
        tags: ['rehearsal'],
        params: Type.Object({ number }),
        body: TypedBody,
        response: { 202: Type.Object({ id: Type.String(), at: Type.String() }) },
      },
    },
    async ({ params, body, scope }, reply) => {
      const carrier = await carrierOf(scope.workspaceId);
      const senders = await ctx.db.tx(scope.workspaceId, listSenders);
      const to = body.to ?? senders[0]?.number;
      if (to === undefined)
        throw new Invalid('rehearsal.no_sender', 'The workspace has no number to answer to; add a sender.');
      const path = `/v1/handsets/${encodeURIComponent(params.number)}/replies`;
      const answer = accepted(await carrier.ask('POST', path, { body: { ...body, to } }));
      return reply.code(202).send(answer as { id: string; at: string });
    },
  );
}

/** The carrier's refusals in our own words: its answers are those of a stranger, even if we keep it ourselves. */
function accepted(answer: CarrierAnswer): unknown {
  if (answer.status === 404) throw new NotFound('handset.not_found', 'This phone has not got a text yet.');
  if (answer.status >= 400)
    throw new Invalid('handset.refused', 'The rehearsal carrier did not accept this; check number and text.');
  return answer.body;
}
