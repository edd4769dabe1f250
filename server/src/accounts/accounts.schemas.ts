import { Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';
import { type Permission, permissions } from './scope.ts';

const time = Type.String({ format: 'date-time' });
const Email = Type.String({ minLength: 3, maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+$' });
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

export const PermissionName = Type.Unsafe<Permission>({
  type: 'string',
  enum: [...permissions],
  title: 'Permission',
  description: 'Something that a person or an API key may be allowed to do.',
});

export const Me = Type.Object(
  {
    account: Type.Union(
      [
        Type.Object({ id: Type.String({ description: 'mem_…' }), name: Type.String(), email: Type.String() }),
        Type.Null(),
      ],
      {
        description: 'Who is signed in; null for an API key.',
      },
    ),
    workspace: Type.Object({
      id: Type.String(),
      name: Type.String(),
      country: Type.String({ description: 'How national numbers are read: two letters.' }),
      time_zone: Type.String({ description: 'The zone of people of whom no better one is known.' }),
    }),
    permissions: Type.Array(PermissionName),
    needs_second_factor: Type.Boolean({
      description: 'True: the workspace asks for a second factor before it lets this person do anything.',
    }),
    is_rehearsal: Type.Boolean({ description: 'True while no real phone can be reached.' }),
  },
  { title: 'Me' },
);

export const SignInBody = Type.Object({
  email: Type.String({ maxLength: 254 }),
  password: Type.String({ maxLength: 1_000 }),
});

export const CodeBody = Type.Object({ code: Type.String({ minLength: 1, maxLength: 60 }) });

export const EnterBody = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) });

export const SetupBody = Type.Object({
  token: Type.String({ minLength: 1, maxLength: 200, description: 'Printed by Tidings when it starts.' }),
  owner: Type.Object({ name: Name, email: Email, password: Type.String({ maxLength: 1_000 }) }),
  workspace: Type.Object({
    name: Name,
    country: Type.String({ description: 'Two letters, such as US.' }),
    time_zone: Type.String({ description: 'Such as America/New_York.' }),
  }),
});

export const SetupState = Type.Object(
  {
    is_set_up: Type.Boolean(),
    single_sign_on: Type.Union([Type.String(), Type.Null()], {
      description: 'What the single sign-on of this installation is called; null where there is none.',
    }),
    checks: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          status: Type.Union([Type.Literal('ok'), Type.Literal('warning'), Type.Literal('failed')]),
          sentence: Type.String(),
        },
        { title: 'Check' },
      ),
      { description: 'What the system check found; empty once set up, when strangers may read this.' },
    ),
  },
  { title: 'SetupState' },
);

const apiKeyProperties = {
  object: Type.Literal('api_key'),
  id: Type.String(),
  name: Type.String(),
  prefix: Type.String({ description: 'The first characters, to tell keys apart.' }),
  scopes: Type.Array(PermissionName),
  is_test: Type.Boolean({ description: 'A test key reads and tries texts, and never sends.' }),
  networks: Type.Union([Type.Array(Type.String()), Type.Null()], {
    description: 'The networks it may be used from, as CIDR; null is from anywhere.',
  }),
  created_at: time,
  expires_at: nullable(time),
  last_used_at: nullable(time),
  revoked_at: nullable(time),
  made_by: {
    ...nullable(
      Type.Object(
        {
          id: Type.String({ description: 'mem_…' }),
          name: Type.String(),
          is_member: Type.Boolean({ description: 'Whether they still work here.' }),
        },
        { title: 'KeyMaker' },
      ),
    ),
    description: 'Who made it; null for one that the service made itself.',
  },
};

export const ApiKeyAnswer = Type.Object(apiKeyProperties, { title: 'ApiKey' });

export const NewApiKeyAnswer = Type.Object(
  {
    ...apiKeyProperties,
    secret: Type.String({ description: 'The key itself. Shown this once; we keep its hash.' }),
  },
  { title: 'NewApiKey' },
);

export const ApiKeyBody = Type.Object({
  name: Name,
  scopes: Type.Array(PermissionName, {
    minItems: 1,
    description: 'What the key may do; at most what you may.',
  }),
  expires_at: Type.Optional(nullable(time)),
  is_test: Type.Optional(
    Type.Boolean({ description: 'A test key (tk_test_…) reads and tries texts, and never sends.' }),
  ),
  networks: Type.Optional(
    Type.Union([Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 50 }), Type.Null()], {
      description: 'Networks or addresses it may be used from, such as 192.0.2.0/24; null is from anywhere.',
    }),
  ),
});

export const RotateBody = Type.Object({
  overlap_minutes: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 43_200,
      description: 'How long the old secret goes on; a day unless told, and at once for 0.',
    }),
  ),
});
