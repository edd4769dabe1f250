import { type Static, Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';
import { publicId } from '../platform/ids.ts';
import { choosable, isKindName, kindNames, kindOf, outsideWays, pathOf, sentenceOf, ways } from './kinds.ts';
import type { ToldLetter } from './letter.queries.ts';
import type { Notification } from './notification.queries.ts';
import { digests, type NotificationSetting, writeTime } from './setting.ts';

const Time = Type.String({ format: 'date-time' });

export const NotificationAnswer = Type.Object(
  {
    object: Type.Literal('notification'),
    id: Type.String(),
    kind: Type.Enum([...kindNames]),
    title: Type.String(),
    sentence: Type.String(),
    facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'What stands in the sentence, for whoever says it in another language.',
    }),
    subject: nullable(Type.String({ description: 'The id of what it is about.' })),
    path: Type.String({ description: 'Where in the console it is looked at.' }),
    is_urgent: Type.Boolean(),
    in_browser: Type.Boolean({ description: 'To be shown by the browser as well.' }),
    at: Time,
    read_at: nullable(Time),
    told: Type.Array(
      Type.Object({
        way: Type.Enum([...outsideWays]),
        state: Type.Enum(['waiting', 'told', 'given_up']),
        next_at: nullable(Time),
        told_at: nullable(Time),
        trouble: nullable(Type.String()),
      }),
    ),
  },
  { title: 'Notification' },
);

export function toNotification(
  one: Notification,
  letters: readonly ToldLetter[],
): Static<typeof NotificationAnswer> {
  return {
    object: 'notification',
    ...{ id: publicId('ntf', one.id), kind: one.kind, title: kindOf(one.kind).title },
    ...{ sentence: sentenceOf(one.kind, one.facts), facts: { ...one.facts }, subject: one.subject },
    ...{ path: pathOf(one.kind, one.subject), is_urgent: kindOf(one.kind).isUrgent === true },
    ...{ in_browser: one.inBrowser, at: one.at.toISOString(), read_at: one.readAt?.toISOString() ?? null },
    told: letters
      .filter(({ notificationId }) => notificationId === one.id)
      .map(({ way, nextAt, toldAt, givenUpAt, trouble }) => ({
        way,
        state: toldAt ? ('told' as const) : givenUpAt ? ('given_up' as const) : ('waiting' as const),
        next_at: toldAt || givenUpAt ? null : nextAt.toISOString(),
        told_at: toldAt?.toISOString() ?? null,
        trouble,
      })),
  };
}

const Ways = Type.Array(Type.Enum([...ways]), { uniqueItems: true, maxItems: ways.length });
const Clock = Type.String({ maxLength: 5, description: 'As 22:00, on the person’s clock.' });
const Quiet = nullable(Type.Object({ from: Clock, until: Clock }, { additionalProperties: false }));

export const SettingAnswer = Type.Object(
  {
    object: Type.Literal('notification_settings'),
    kinds: Type.Array(
      Type.Object({
        kind: Type.Enum([...choosable]),
        title: Type.String(),
        is_urgent: Type.Boolean(),
        may_know: Type.Boolean({ description: 'Whether the role allows to know of it.' }),
        ways: Ways,
        usual: Type.Boolean({ description: 'As it comes; nothing was chosen.' }),
      }),
    ),
    quiet: Quiet,
    time_zone: nullable(Type.String()),
    urgent_anyway: Type.Boolean(),
    digest: Type.Enum([...digests]),
    digest_hour: Type.Integer(),
    email: nullable(Type.String({ description: 'Where mail goes: the address of the account.' })),
    mail_works: Type.Boolean({ description: 'Whether mail goes out from this installation.' }),
    webhook_url: nullable(Type.String()),
    webhook_secret: nullable(
      Type.String({ description: 'Shown once, when a new address is named. Signed as Standard Webhooks.' }),
    ),
    number: nullable(Type.String({ description: 'The phone that was confirmed by a code.' })),
    may_text: Type.Boolean({ description: 'Whether the workspace has said how staff is texted.' }),
  },
  { title: 'NotificationSettings' },
);

export const SettingBody = Type.Object(
  {
    choices: Type.Optional(
      Type.Record(Type.String({ maxLength: 40 }), nullable(Ways), {
        description: 'By kind, the ways by which it is told; null for as it comes. Those that change.',
      }),
    ),
    quiet: Type.Optional(Quiet),
    time_zone: Type.Optional(nullable(Type.String({ maxLength: 60 }))),
    urgent_anyway: Type.Optional(
      Type.Boolean({ description: 'Tell what is urgent in quiet times as well.' }),
    ),
    digest: Type.Optional(
      Type.Enum([...digests], { description: 'Mail at once, gathered by the hour, or once a day.' }),
    ),
    digest_hour: Type.Optional(Type.Integer({ minimum: 0, maximum: 23 })),
    webhook_url: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  },
  { additionalProperties: false, minProperties: 1 },
);

export type SettingFacts = {
  readonly setting: NotificationSetting;
  readonly permissions: ReadonlySet<string>;
  readonly email: string | null;
  readonly mailWorks: boolean;
  readonly mayText: boolean;
  readonly secret: string | null;
};

export function toSetting({ setting, permissions, ...facts }: SettingFacts): Static<typeof SettingAnswer> {
  return {
    object: 'notification_settings',
    kinds: choosable.filter(isKindName).map((kind) => ({
      ...{ kind, title: kindOf(kind).title, is_urgent: kindOf(kind).isUrgent === true },
      may_know: permissions.has(kindOf(kind).needs),
      ways: [...(setting.choices[kind] ?? kindOf(kind).usual)],
      usual: setting.choices[kind] === undefined,
    })),
    quiet: setting.quiet && { from: writeTime(setting.quiet.from), until: writeTime(setting.quiet.until) },
    ...{ time_zone: setting.timeZone, urgent_anyway: setting.urgentAnyway },
    ...{ digest: setting.digest, digest_hour: setting.digestHour },
    ...{ email: facts.email, mail_works: facts.mailWorks, webhook_url: setting.webhookUrl },
    ...{ webhook_secret: facts.secret, number: setting.number, may_text: facts.mayText },
  };
}
