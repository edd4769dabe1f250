import { type Static, Type } from 'typebox';
import { CampaignParams, readCampaignId } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readNumberId, readUuidId } from '../platform/ids.ts';
import { readLanguage } from '../templates/index.ts';
import { sendTemplateTests, sendTests, type Tested, type TestWish } from './send-tests.ts';

const testFields = {
  to: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
      maxItems: 50,
      description: 'Numbers, or ids of contacts (con_…).',
    }),
  ),
  list_id: Type.Optional(
    Type.String({ description: 'Everybody on a list that is marked as a test group, lst_….' }),
  ),
  to_me: Type.Optional(
    Type.Boolean({
      description:
        'To whoever asks: the phone that they have confirmed under their notifications, else the person of a test group with the address of their account.',
    }),
  ),
  as_contact_id: Type.Optional(
    Type.String({
      description: 'With the values of this person, con_…; left out, with each tester’s own.',
    }),
  ),
  language: Type.Optional(
    Type.String({ maxLength: 40, description: 'The text for this language, whatever the person reads.' }),
  ),
  marked: Type.Optional(
    Type.Boolean({
      description:
        'Begin with “[Test] ”, which it does unless told, and always to phones that are neither yours nor in a test group.',
    }),
  ),
};
const TestBody = Type.Object(testFields, { additionalProperties: false });
const TemplateTestBody = Type.Object(
  {
    ...testFields,
    program_id: Type.String({ description: 'prg_…: in whose name, and by whose rules.' }),
    sender_id: Type.String({ description: 'snd_…: from which number.' }),
    version: Type.Optional(Type.Integer({ minimum: 1, description: 'The latest unless told.' })),
  },
  { additionalProperties: false },
);

const tested = {
  sent: Type.Integer({ description: 'How many are on their way.' }),
  texts: Type.Array(
    Type.Object({
      to: Type.String(),
      message_id: nullable(Type.String({ description: 'Null where it was refused.' })),
      text: nullable(Type.String()),
      parts: Type.Integer(),
      code: nullable(Type.String({ description: 'Why it was refused.' })),
      sentence: nullable(Type.String()),
    }),
  ),
};
const TestAnswer = Type.Object(
  { object: Type.Literal('campaign_test'), campaign_id: Type.String(), ...tested },
  { title: 'CampaignTest' },
);
const TemplateTestAnswer = Type.Object(
  { object: Type.Literal('template_test'), template_id: Type.String(), ...tested },
  { title: 'TemplateTest' },
);

export function tryingRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/campaigns/:id/tests',
    {
      config: { permission: 'messages.send' },
      schema: {
        summary: 'Send the words of a campaign to a few phones of the house, to be looked at',
        description:
          'To your own confirmed phone and to people of test groups each is a text of kind `test`: it passes what every text passes, and counts in no report, cap or experiment; carriers bill it. To anybody else it is a single text like any other (kind `direct`): caps hold it and count it, and it begins with “[Test] ” and the brand and ends with how to leave, whatever is asked.',
        tags: ['campaigns'],
        params: CampaignParams,
        body: TestBody,
        response: { 201: TestAnswer },
      },
    },
    async ({ params, body, scope }, reply) => {
      const id = readCampaignId(params.id);
      const sent = await sendTests(ctx, scope, id, readWish(body));
      return reply
        .code(201)
        .send({ object: 'campaign_test' as const, campaign_id: publicId('cmp', id), ...tell(sent) });
    },
  );

  http.post(
    '/v1/templates/:id/tests',
    {
      config: { permission: 'messages.send' },
      schema: {
        summary: 'Send the words of a template to a few phones of the house, before they are in a campaign',
        description:
          'As tests of a campaign, in the name of a program and from a number. Any version may be tried, approved or not: a test goes to those who look at it, and says what it is to anybody else.',
        tags: ['templates'],
        params: Type.Object({ id: Type.String({ description: 'tpl_…' }) }),
        body: TemplateTestBody,
        response: { 201: TemplateTestAnswer },
      },
    },
    async ({ params, body, scope }, reply) => {
      const id = readUuidId('tpl', params.id);
      if (id === null)
        throw new NotFound(
          'template.not_found',
          `There is no template ${params.id.slice(0, 60)} in this workspace.`,
        );
      const from = {
        programId: readOf('prg', body.program_id, '/program_id', 'a program (prg_…)'),
        senderId: readOf('snd', body.sender_id, '/sender_id', 'a sender (snd_…)'),
        version: body.version ?? null,
      };
      const sent = await sendTemplateTests(ctx, scope, id, from, readWish(body));
      return reply
        .code(201)
        .send({ object: 'template_test' as const, template_id: publicId('tpl', id), ...tell(sent) });
    },
  );
}

const readWish = (body: Static<typeof TestBody>): TestWish => ({
  to: body.to ?? [],
  listId: body.list_id === undefined ? null : readOf('lst', body.list_id, '/list_id', 'a list (lst_…)'),
  isToMe: body.to_me ?? false,
  asContactId: body.as_contact_id === undefined ? null : readContact(body.as_contact_id),
  language: body.language === undefined ? null : readLanguage(body.language),
  isMarked: body.marked ?? true,
});

const tell = (sent: readonly Tested[]) => ({
  sent: sent.filter(({ messageId }) => messageId !== null).length,
  texts: sent.map(({ to, messageId, text, parts, refusal }) => ({
    ...{ to, message_id: messageId === null ? null : publicId('msg', messageId), text, parts },
    ...{ code: refusal?.code ?? null, sentence: refusal?.sentence ?? null },
  })),
});

function readOf(prefix: string, text: string, pointer: string, what: string): string {
  const id = readUuidId(prefix, text);
  if (id !== null) return id;
  throw refuse(
    prefix === 'lst' ? 'list.bad_id' : 'test.bad_reference',
    `This is not the id of ${what}.`,
    pointer,
  );
}

function readContact(text: string): number {
  const id = readNumberId('con', text);
  if (id !== null) return id;
  throw refuse('contact.bad_id', 'This is not the id of a contact (con_…).', '/as_contact_id');
}

const refuse = (code: string, detail: string, pointer: string) =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
