import { type Static, Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import {
  getSwitches,
  type NamedSwitch,
  type Switches,
  switchInstallationSending,
  switchWorkspaceSending,
} from './switch-sending.ts';

const SendingWord = Type.Enum(['all', 'no_marketing', 'none']);
const NullableText = Type.Union([Type.String(), Type.Null()]);

const SwitchAnswer = Type.Object(
  {
    sending: SendingWord,
    by: {
      ...NullableText,
      description: 'The name of whoever turned it; null when nobody has, or it is not known here.',
    },
    reason: NullableText,
    since: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  },
  { title: 'SendingSwitch' },
);

export const SwitchesAnswer = Type.Object(
  {
    object: Type.Literal('sending'),
    sending: { ...SendingWord, description: 'What may leave: what both switches allow.' },
    workspace: SwitchAnswer,
    installation: SwitchAnswer,
  },
  { title: 'Sending' },
);

const SwitchBody = Type.Object(
  {
    sending: {
      ...SendingWord,
      description: '`no_marketing` lets what people asked for go on; `none` stops everything.',
    },
    reason: Type.String({ minLength: 1, maxLength: 500, description: 'Why, in a few words.' }),
  },
  { additionalProperties: false },
);

const toSwitch = ({ sending, byName, reason, since }: NamedSwitch): Static<typeof SwitchAnswer> => ({
  sending,
  by: byName,
  reason,
  since: since?.toISOString() ?? null,
});

export const toSwitches = (found: Switches): Static<typeof SwitchesAnswer> => ({
  object: 'sending',
  sending: found.sending,
  workspace: toSwitch(found.workspace),
  installation: toSwitch(found.installation),
});

export function sendingRoutes(http: Http, ctx: Context): void {
  const response = { 200: SwitchesAnswer };

  http.get(
    '/v1/workspace/sending',
    {
      config: { permission: 'workspace.read' },
      schema: { summary: 'Read what may leave, who stopped the rest, and why', tags: ['accounts'], response },
    },
    async ({ scope }) => toSwitches(await ctx.db.tx(scope.workspaceId, getSwitches)),
  );

  http.put(
    '/v1/workspace/sending',
    {
      // Letting more leave again asks for workspace.admin besides.
      config: { permission: 'sending.stop' },
      schema: {
        summary: 'Stop the texts of this workspace within a second, or let them go on',
        tags: ['accounts'],
        body: SwitchBody,
        response,
      },
    },
    async ({ scope, body }) => toSwitches(await switchWorkspaceSending(ctx, scope, body)),
  );

  http.put(
    '/v1/installation/sending',
    {
      config: { permission: 'installation.operate' },
      schema: {
        summary: 'Stop the texts of every workspace within a second, or let them go on',
        tags: ['accounts'],
        body: SwitchBody,
        response,
      },
    },
    async ({ scope, body }) => toSwitches(await switchInstallationSending(ctx, scope, body)),
  );
}
