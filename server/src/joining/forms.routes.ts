import { type Static, Type } from 'typebox';
import { chooseWords } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, Invalid, NotFound } from '../platform/errors.ts';
import { etagOf, readIfMatch } from '../platform/http/etag.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { qrPng, qrSvg } from '../platform/pages/qr-code.ts';
import { changeForm, type FormChange } from './change-form.ts';
import { closeForm, createForm } from './create-form.ts';
import { getForm, type JoinForm, listForms } from './form.queries.ts';
import { loadJoinable, senderOf } from './joinable.ts';
import { ById, FormAnswer, FormBody, FormChangeBody, readProgramId } from './joining.schemas.ts';
import { embedCode, sheetPage, tapToText } from './share-form.ts';

const tags = ['forms'];
const [read, write] = [{ permission: 'contacts.read', isNarrowed: true }, { permission: 'programs.write' }];

/** `publicOrigin` is null where nobody has said at which address people reach us. */
export function formRoutes(http: Http, ctx: Context, publicOrigin: string | null): void {
  const show = (form: JoinForm) => toForm(form, publicOrigin);
  http.get(
    '/v1/forms',
    {
      config: read,
      schema: {
        summary: 'List sign-up forms, by name',
        tags,
        response: { 200: Type.Object({ data: Type.Array(FormAnswer) }) },
      },
    },
    async ({ scope }) => ({ data: (await ctx.db.tx(scope.workspaceId, listForms)).map(show) }),
  );
  http.post(
    '/v1/forms',
    {
      config: write,
      schema: {
        summary: 'Put up a sign-up form for a live program, at an address of its own and to embed',
        tags,
        body: FormBody,
        response: { 201: FormAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const form = await createForm(ctx, scope, {
        programId: readProgramId(body.program_id),
        name: body.name.trim(),
        locale: body.locale ?? 'en',
        title: wordsOrNull(body.title),
        intro: wordsOrNull(body.intro),
        asks: body.asks ?? [],
        tags: body.tags ?? [],
        isCodeAsked: body.asks_code ?? false,
        isTrackingAsked: body.asks_tracking ?? false,
      });
      return reply.code(201).send(show(form));
    },
  );
  changeRoutes(http, ctx, show);
  http.post(
    '/v1/forms/:id/close',
    {
      config: write,
      schema: {
        summary: 'Take a sign-up form out of use',
        tags,
        params: ById,
        response: { 200: FormAnswer },
      },
    },
    async ({ params, scope }) => show(await closeForm(ctx, scope, readFormId(params.id))),
  );
  codeRoutes(http, ctx, publicOrigin);
  tapRoute(http, ctx);
}

function changeRoutes(http: Http, ctx: Context, show: (form: JoinForm) => ReturnType<typeof toForm>): void {
  const about = { tags, params: ById, response: { 200: FormAnswer } };
  http.get(
    '/v1/forms/:id',
    { config: read, schema: { summary: 'Read a sign-up form', ...about } },
    async ({ params, scope }, reply) => {
      const form = await ctx.db.tx(scope.workspaceId, (tx) => getForm(tx, readFormId(params.id)));
      return reply.header('etag', etagOf(form.version)).send(show(form));
    },
  );
  http.patch(
    '/v1/forms/:id',
    {
      config: write,
      schema: {
        summary: 'Change a sign-up form at its address; If-Match says which version was changed',
        ...about,
        body: FormChangeBody,
      },
    },
    async ({ params, body, headers, scope }, reply) => {
      const form = await changeForm(ctx, scope, readFormId(params.id), {
        ...readChange(body),
        version: body.version === undefined ? readIfMatch(headers['if-match']) : String(body.version),
      });
      return reply.header('etag', etagOf(form.version)).send(show(form));
    },
  );
}

/** Blank is as good as left out: a page without a heading is none. */
const wordsOrNull = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text.trim() === '' ? null : text;

const readChange = (body: Static<typeof FormChangeBody>): FormChange => ({
  ...(body.name === undefined ? {} : { name: body.name.trim() }),
  ...(body.locale === undefined ? {} : { locale: body.locale }),
  ...(body.title === undefined ? {} : { title: wordsOrNull(body.title) }),
  ...(body.intro === undefined ? {} : { intro: wordsOrNull(body.intro) }),
  ...(body.asks === undefined ? {} : { asks: body.asks }),
  ...(body.tags === undefined ? {} : { tags: body.tags }),
  ...(body.asks_code === undefined ? {} : { isCodeAsked: body.asks_code }),
  ...(body.asks_tracking === undefined ? {} : { isTrackingAsked: body.asks_tracking }),
});

function codeRoutes(http: Http, ctx: Context, publicOrigin: string | null): void {
  http.get(
    '/v1/forms/:id/qr',
    {
      config: read,
      schema: {
        summary: 'The QR code of a form: svg, png, or a sheet to print with the disclosure on it',
        tags,
        params: ById,
        querystring: Type.Object({
          as: Type.Optional(Type.Union([Type.Literal('svg'), Type.Literal('png'), Type.Literal('sheet')])),
        }),
      },
    },
    async ({ params, query, scope }, reply) => {
      const found = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const form = await getForm(tx, readFormId(params.id));
        return { form, about: await loadJoinable(tx, form.programId) };
      });
      const { form, about } = found;
      if (form.status === 'closed')
        throw new Conflict('form.closed', 'This form is closed; nobody could join by its code.');
      const url = urlOf(form, requireOrigin(publicOrigin));
      if (query.as === 'png') return reply.type('image/png').send(await qrPng(url));
      const codeSvg = await qrSvg(url);
      if (query.as !== 'sheet') return reply.type('image/svg+xml').send(codeSvg);
      const title = form.title ?? about.program.name;
      const disclosure = chooseWords(about.words, 'disclosure', form.locale)?.body ?? '';
      const page = sheetPage({ title, intro: form.intro, disclosure, codeSvg, instead: url });
      return reply
        .type('text/html; charset=utf-8')
        .header(
          'content-security-policy',
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        )
        .send(page);
    },
  );
}

function tapRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/programs/:id/tap-to-text',
    {
      config: read,
      schema: {
        summary: 'Links that open the texting app with a keyword written already, and their QR code',
        tags: ['programs'],
        params: ById,
        querystring: Type.Object({ keyword: Type.String({ minLength: 1, maxLength: 100 }) }),
        response: {
          200: Type.Object({
            number: Type.String(),
            ios: Type.String(),
            android: Type.String(),
            any: Type.String(),
            qr_svg: Type.String(),
            disclosure: Type.String({
              description: 'What must stand beside the link: whoever taps it agrees to it.',
            }),
          }),
        },
      },
    },
    async ({ params, query, scope }) => {
      const about = await ctx.db.tx(scope.workspaceId, (tx) => loadJoinable(tx, readProgramId(params.id)));
      const { program, lacks } = about;
      if (program.status !== 'live' || lacks.length > 0)
        throw new Conflict(
          'program.not_live',
          `Publish “${program.name}” first. ${lacks.map((one) => one.sentence).join(' ')}`.trim(),
        );
      const number = senderOf(about, null)?.number ?? '';
      const links = tapToText(number, query.keyword.trim());
      return { number, ...links, qr_svg: await qrSvg(links.any), disclosure: program.disclosure };
    },
  );
}

function readFormId(text: string): string {
  const id = readUuidId('frm', text);
  if (id) return id;
  throw new NotFound('form.not_found', `There is no form ${text.slice(0, 60)} in this workspace.`);
}

function requireOrigin(origin: string | null): string {
  if (origin !== null) return origin;
  throw new Invalid(
    'config.no_public_url',
    'Set TIDINGS_PUBLIC_URL to the address at which people reach this service: a printed code cannot be changed later.',
  );
}

const urlOf = ({ address }: JoinForm, origin: string | null) => `${origin ?? ''}/j/${address}`;

function toForm(form: JoinForm, origin: string | null) {
  const url = urlOf(form, origin);
  return {
    object: 'form' as const,
    id: publicId('frm', form.id),
    program_id: publicId('prg', form.programId),
    name: form.name,
    locale: form.locale,
    title: form.title,
    intro: form.intro,
    asks: [...form.asks],
    tags: [...form.tags],
    asks_code: form.isCodeAsked,
    asks_tracking: form.isTrackingAsked,
    status: form.status,
    version: form.version,
    url,
    embed: origin === null ? null : embedCode(url, form.title ?? form.name),
  };
}
