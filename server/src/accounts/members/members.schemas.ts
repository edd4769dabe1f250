import { Type } from 'typebox';
import { ApiKeyAnswer, PermissionName } from '../accounts.schemas.ts';

const time = Type.String({ format: 'date-time' });
const ids = (what: string) =>
  Type.Union([Type.Array(Type.String({ maxLength: 60 }), { maxItems: 500 }), Type.Null()], {
    description: `The ${what} that this person is kept to; null for all of them.`,
  });

const Email = Type.String({
  minLength: 3,
  maxLength: 254,
  // No signs that end a header or an address list.
  pattern: '^[^\\s@<>",;:]+@[^\\s@<>",;:]+$',
});
export const PersonName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
const RoleWord = Type.String({
  maxLength: 60,
  description:
    'owner, admin, marketer, compliance, agent, analyst, developer, or a role of the workspace by its id.',
});
const reach = { sender_ids: ids('numbers'), list_ids: ids('lists') };
const reachWish = { sender_ids: Type.Optional(reach.sender_ids), list_ids: Type.Optional(reach.list_ids) };

export const MemberAnswer = Type.Object(
  {
    object: Type.Literal('member'),
    id: Type.String(),
    name: Type.String(),
    email: Type.Union([Type.String(), Type.Null()], {
      description: 'Shown to whoever may manage members.',
    }),
    role: RoleWord,
    role_name: Type.String(),
    ...reach,
    has_second_factor: Type.Union([Type.Boolean(), Type.Null()], {
      description: 'Shown to whoever may manage members.',
    }),
    is_you: Type.Boolean(),
    joined_at: time,
  },
  { title: 'Member' },
);

export const KeysOfMemberAnswer = Type.Object({ data: Type.Array(ApiKeyAnswer) }, { title: 'KeysOfMember' });

export const KeysOfLeaverQuery = Type.Object({
  keys: Type.Optional(
    Type.Enum(['revoke', 'keep'], {
      description:
        'What becomes of the API keys that they made: ended unless told. Those that are kept say who made them. Keeping them takes keys.manage.',
    }),
  ),
});

export const MemberPatch = Type.Object(
  { role: Type.Optional(RoleWord), ...reachWish },
  { additionalProperties: false },
);

export const InvitationBody = Type.Object(
  { email: Email, role: RoleWord, ...reachWish },
  { additionalProperties: false },
);

const invitationProperties = {
  object: Type.Literal('invitation'),
  id: Type.String(),
  email: Type.String(),
  role: RoleWord,
  ...reach,
  created_at: time,
  expires_at: time,
  is_expired: Type.Boolean(),
};

export const InvitationAnswer = Type.Object(invitationProperties, { title: 'Invitation' });

export const NewInvitationAnswer = Type.Object(
  {
    ...invitationProperties,
    link: Type.String({ description: 'Opens the workspace to whoever holds it, once. Shown this once.' }),
    mail: Type.Enum(['sent', 'failed', 'not_configured'], {
      description: 'Whether the link went out by mail; otherwise hand it over yourself.',
    }),
  },
  { title: 'NewInvitation' },
);

const Token = Type.String({ minLength: 1, maxLength: 200 });
export const LinkBody = Type.Object({ token: Token }, { additionalProperties: false });

export const AcceptBody = Type.Object(
  {
    token: Token,
    name: Type.Optional(PersonName),
    password: Type.Optional(Type.String({ maxLength: 1_000 })),
  },
  { additionalProperties: false },
);

export const InvitationViewAnswer = Type.Object(
  {
    workspace_name: Type.String(),
    email: Type.String(),
    role: RoleWord,
    invited_by: Type.Union([Type.String(), Type.Null()], {
      description: 'By name; null where they are gone, or a program invited.',
    }),
    has_account: Type.Boolean({ description: 'True: sign in with this address before taking it up.' }),
  },
  { title: 'InvitationView' },
);

export const RoleAnswer = Type.Object(
  {
    object: Type.Literal('role'),
    id: Type.String(),
    name: Type.String(),
    is_built_in: Type.Boolean(),
    permissions: Type.Array(PermissionName),
  },
  { title: 'Role' },
);

export const RoleBody = Type.Object(
  { name: PersonName, permissions: Type.Array(PermissionName, { maxItems: 100 }) },
  { additionalProperties: false },
);

export const IdParams = Type.Object({ id: Type.String() });
