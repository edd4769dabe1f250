import { Type } from 'typebox';
import { roles } from '../../accounts/index.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import type { Module } from './module.ts';
import { type Setting, usualNeeds } from './needs.ts';
import { policyNotFound, type StaffPolicy } from './policies.queries.ts';

const Text = Type.String();
const Count = Type.Integer();
const anyRole = [...roles, 'custom'] as const;
const Roles = Type.Array(Type.Enum([...anyRole]), { maxItems: 20 });

export const ModuleAnswer = Type.Object(
  {
    ...{ id: Text, title: Text, minutes: Count, version: Text },
    pages: Type.Array(Type.Object({ heading: Text, text: Text, source: Text })),
    questions: Type.Array(Type.Object({ ask: Text, options: Type.Array(Text) })),
  },
  { title: 'TrainingModule' },
);
export const AttemptBody = Type.Object(
  {
    module: Type.String({ maxLength: 60 }),
    version: Type.String({ maxLength: 40, description: 'What was read: the version of the module.' }),
    answers: Type.Array(Type.Integer({ minimum: 0, maximum: 20 }), {
      maxItems: 50,
      description: 'An answer to each question, by the place of the option, counted from 0.',
    }),
  },
  { additionalProperties: false },
);
export const AttemptAnswer = Type.Object(
  {
    ...{ score: Count, pass_mark: Count, is_passed: Type.Boolean(), expires_at: nullable(Text) },
    answers: Type.Array(Type.Object({ is_right: Type.Boolean(), because: Text })),
  },
  { title: 'TrainingAttempt' },
);

const Needs = Type.Object(
  Object.fromEntries(
    anyRole.map((role) => [
      role,
      Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 })),
    ]),
  ),
  {
    additionalProperties: false,
    description: 'The modules that a role needs; a role that is left out has the usual ones.',
  },
);
export const SettingBody = Type.Object(
  {
    is_enforced: Type.Boolean({
      description: 'Whoever lacks a module that their role needs cannot launch or approve.',
    }),
    pass_mark: Type.Integer({ minimum: 50, maximum: 100, description: 'Per cent of right answers.' }),
    renew_months: Type.Integer({ minimum: 1, maximum: 36 }),
    needs: Type.Optional(Needs),
  },
  { additionalProperties: false },
);
export const SettingAnswer = Type.Object({
  ...{ is_enforced: Type.Boolean(), pass_mark: Count, renew_months: Count },
  needs: Type.Record(Text, Type.Array(Text)),
});
const Person = Type.Object({ id: Text, name: Text, role: Text });
export const TrainingAnswer = Type.Object(
  {
    setting: SettingAnswer,
    members: Type.Array(
      Type.Object({
        member: Person,
        needs: Type.Array(Text),
        missing: Type.Array(Text),
        passed: Type.Array(Type.Object({ module: Text, expires_at: Text })),
      }),
    ),
  },
  { title: 'Training' },
);
export const MyTraining = Type.Object({
  is_enforced: Type.Boolean(),
  needs: Type.Array(Text),
  missing: Type.Array(Text),
  passed: Type.Array(Type.Object({ module: Text, expires_at: Text })),
  policies: Type.Array(
    Type.Object({ id: Text, title: Text, version: Count, due_at: Text, acknowledged_at: nullable(Text) }),
  ),
});

export const PolicyBody = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 200 }),
    body: Type.String({
      minLength: 1,
      maxLength: 100_000,
      description: 'The words, as Markdown or plain text.',
    }),
    roles: Type.Optional(nullable(Roles)),
    due_days: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 365,
        description: 'Within how many days it has to be acknowledged; 14 unless told.',
      }),
    ),
  },
  { additionalProperties: false },
);
export const AcknowledgeBody = Type.Object(
  { version: Type.Integer({ minimum: 1 }), sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
  { additionalProperties: false },
);
export const PolicyAnswer = Type.Object(
  {
    ...{
      object: Type.Literal('staff_policy'),
      id: Text,
      version: Count,
      title: Text,
      body: Text,
      sha256: Text,
    },
    ...{ roles: nullable(Type.Array(Text)), due_days: Count, published_at: Text, published_by: Text },
    retired_at: nullable(Text),
  },
  { title: 'StaffPolicy' },
);
export const ReadersAnswer = Type.Object({
  data: Type.Array(
    Type.Object({
      member: Person,
      due_at: Text,
      acknowledged_at: nullable(Text),
      is_overdue: Type.Boolean(),
    }),
  ),
});

export const toModule = ({ id, title, minutes, version, pages, questions }: Module) => ({
  ...{ id, title, minutes, version, pages: [...pages] },
  questions: questions.map(({ ask, options }) => ({ ask, options: [...options] })),
});
export const toSetting = ({ isEnforced, passMark, renewMonths, needs }: Setting) => ({
  ...{ is_enforced: isEnforced, pass_mark: passMark, renew_months: renewMonths },
  needs: Object.fromEntries(
    Object.entries({ ...usualNeeds, ...needs }).map(([role, ids]) => [role, [...ids]]),
  ),
});
export const toPolicy = (one: StaffPolicy) => ({
  object: 'staff_policy' as const,
  ...{
    id: publicId('pol', one.id),
    version: one.version,
    title: one.title,
    body: one.body,
    sha256: one.sha256,
  },
  ...{
    roles: one.roles && [...one.roles],
    due_days: one.dueDays,
    published_at: one.publishedAt.toISOString(),
  },
  ...{ published_by: one.publishedBy, retired_at: one.retiredAt?.toISOString() ?? null },
});
export const toPerson = ({ accountId, name, role }: { accountId: string; name: string; role: string }) => ({
  ...{ id: publicId('mem', accountId), name, role },
});

export function readPolicyId(text: string): string {
  const id = readUuidId('pol', text);
  if (id) return id;
  throw policyNotFound(text);
}
