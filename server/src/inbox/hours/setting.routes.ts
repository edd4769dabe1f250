import { parseTemplate } from '@tidings/sms';
import { type Static, Type } from 'typebox';
import { getWorkspace, recordAudit } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { checkWeek, isOpenAt, type WeekHours, weekdays } from './business-hours.ts';
import { readSetting, saveSetting } from './setting.queries.ts';
import { hoursOf, type InboxSetting, waysToAssign } from './setting.ts';

const Stretches = Type.Optional(
  Type.Array(Type.Array(Type.String({ maxLength: 5 }), { minItems: 2, maxItems: 2 }), { maxItems: 10 }),
);

const SettingFields = {
  hours: nullable(
    Type.Object(
      {
        ...{ mon: Stretches, tue: Stretches, wed: Stretches, thu: Stretches },
        ...{ fri: Stretches, sat: Stretches, sun: Stretches },
      },
      {
        description:
          'By the clock of the workspace: {"mon": [["09:00", "17:00"]], …}. Null: somebody is there at every hour.',
      },
    ),
  ),
  closed_days: Type.Array(Type.String({ format: 'date' }), {
    maxItems: 366,
    description: 'Days on which nobody is there, as 2026-12-25.',
  }),
  away_body: nullable(
    Type.String({
      maxLength: 1_000,
      description: 'What is answered outside of the hours, once a day at the most; null for nothing.',
    }),
  ),
  answer_within_minutes: nullable(
    Type.Integer({
      minimum: 1,
      maximum: 10_080,
      description: 'Of the hours; null where nothing is promised.',
    }),
  ),
  assigns: Type.Enum([...waysToAssign]),
  closes_after_days: nullable(
    Type.Integer({
      minimum: 1,
      maximum: 365,
      description: 'What waits for the person is closed after so many days.',
    }),
  ),
  rating_body: nullable(
    Type.String({
      maxLength: 1_000,
      description: 'What asks for a number from 1 to 5; null for the usual words.',
    }),
  ),
};
const SettingBody = Type.Partial(Type.Object(SettingFields));
const SettingAnswer = Type.Object(
  {
    object: Type.Literal('inbox_setting'),
    ...SettingFields,
    time_zone: Type.String(),
    is_open: Type.Boolean({ description: 'Whether somebody is there now, by these hours.' }),
  },
  { title: 'InboxSetting' },
);

export function inboxSettingRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/workspace/inbox',
    {
      config: { permission: 'messages.read', isNarrowed: true },
      schema: {
        summary: 'Read how the inbox works: hours, away answer, clock of answers, who is given what',
        tags: ['inbox'],
        response: { 200: SettingAnswer },
      },
    },
    ({ scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => shown(tx, await readSetting(tx), ctx.clock.now())),
  );

  http.put(
    '/v1/workspace/inbox',
    {
      config: { permission: 'inbox.manage' },
      schema: {
        summary: 'Change how the inbox works; what is left out stays as it is',
        tags: ['inbox'],
        body: SettingBody,
        response: { 200: SettingAnswer },
      },
    },
    async ({ body, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const before = await readSetting(tx);
        const after = merge(before, body);
        checkWords(after.awayBody, '/away_body');
        checkWords(after.ratingBody, '/rating_body');
        const now = ctx.clock.now();
        await saveSetting(tx, after, now);
        const object = publicId('wsp', scope.workspaceId);
        await recordAudit(tx, scope, { act: 'inbox.setting_changed', object, before, after });
        return shown(tx, after, now);
      }),
  );
}

function merge(before: InboxSetting, body: Static<typeof SettingBody>): InboxSetting {
  const pick = <T>(wanted: T | undefined, was: T): T => (wanted === undefined ? was : wanted);
  const hours = pick(body.hours as WeekHours | null | undefined, before.hours);
  return {
    hours: hours === null ? null : checkWeek(hours),
    closedDays: [...new Set(pick<readonly string[]>(body.closed_days, before.closedDays))].sort(),
    awayBody: pick(body.away_body, before.awayBody),
    answerWithinMinutes: pick(body.answer_within_minutes, before.answerWithinMinutes),
    assigns: pick(body.assigns, before.assigns),
    closesAfterDays: pick(body.closes_after_days, before.closesAfterDays),
    ratingBody: pick(body.rating_body, before.ratingBody),
  };
}

/** Anybody may get them, also somebody of whom nothing is known but the number: only the brand and the number are sure. */
function checkWords(body: string | null, pointer: string): void {
  if (body === null) return;
  const parsed = parseTemplate(body);
  const [error] = parsed.ok ? [] : parsed.errors;
  const problem =
    body.trim() === ''
      ? { code: 'text.empty', sentence: 'Write a text, or leave it out: there is none yet.' }
      : (error ?? null);
  if (problem)
    throw new Invalid(problem.code, problem.sentence, [
      { pointer, code: problem.code, detail: problem.sentence },
    ]);
}

async function shown(tx: Tx, setting: InboxSetting, now: Date): Promise<Static<typeof SettingAnswer>> {
  const { timeZone } = await getWorkspace(tx);
  const hours =
    setting.hours &&
    Object.fromEntries(
      weekdays.flatMap((day) => {
        const stretches = setting.hours?.[day];
        return stretches ? [[day, stretches.map((one) => [...one])]] : [];
      }),
    );
  return {
    object: 'inbox_setting',
    hours: hours as Static<typeof SettingAnswer>['hours'],
    closed_days: [...setting.closedDays],
    away_body: setting.awayBody,
    answer_within_minutes: setting.answerWithinMinutes,
    assigns: setting.assigns,
    closes_after_days: setting.closesAfterDays,
    rating_body: setting.ratingBody,
    time_zone: timeZone,
    is_open: isOpenAt(hoursOf(setting, timeZone), now),
  };
}
