import { Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';
import { pageOf } from '../platform/http/pages.ts';

const at = Type.String({ format: 'date-time' });

export const Hold = Type.Object(
  {
    reason: Type.String({
      description:
        'restored · older (than what a machine has seen) · promoted (a standby, or a point in time) · copied · ahead (a carrier knows more) · by_hand',
    }),
    detail: Type.String({ description: 'What happened and what to do, in sentences.' }),
    since: at,
  },
  { title: 'Hold' },
);

export const InstallationAnswer = Type.Object(
  {
    object: Type.Literal('installation'),
    version: Type.String(),
    epoch: Type.Integer({ description: 'Counts the holds: each begins a new one.' }),
    hold: Type.Union([Hold, Type.Null()]),
  },
  { title: 'Installation' },
);

export const HoldChoice = Type.Union([Type.Literal('skip'), Type.Literal('ask'), Type.Literal('resend')], {
  description:
    'skip: not sent, and noted so · ask: the carrier is asked about each, and what it never had goes out once · resend: sent as they are, whether or not they were before',
});

const HeldRun = Type.Object(
  {
    id: Type.String({
      description: 'cmp_… of a campaign, run_… of direct texts, snd_… of answers to replies.',
    }),
    kind: Type.Union([Type.Literal('campaign'), Type.Literal('direct'), Type.Literal('answers')]),
    name: nullable(Type.String()),
    texts: Type.Integer({ description: 'Texts whose fate is not known and that wait for a choice.' }),
    can_be_asked: Type.Boolean({
      description: 'Whether the carrier of all of them can say what it had.',
    }),
    choice: Type.Union([HoldChoice, Type.Null()]),
    chosen_texts: Type.Integer(),
    chosen_at: nullable(Type.String({ format: 'date-time' })),
  },
  { title: 'HeldRun' },
);

export const HoldAnswer = Type.Object(
  {
    object: Type.Literal('hold'),
    epoch: Type.Integer(),
    hold: Type.Union([Hold, Type.Null()]),
    runs: Type.Array(HeldRun),
    texts: Type.Integer({ description: 'All that wait for a choice in this workspace.' }),
    undecided_workspaces: Type.Integer({
      description:
        'Workspaces, this one included, in which somebody has yet to choose. Sending goes on at 0.',
    }),
    unlaunched_campaigns: Type.Integer({
      description:
        'Campaigns that were not launched as far as this database knows. If one was, launching it again texts people twice.',
    }),
  },
  { title: 'HoldState' },
);

export const HeldTextPage = pageOf(
  Type.Object(
    {
      object: Type.Literal('held_text'),
      id: Type.String(),
      reference: Type.String({ description: 'Under which the carrier has it, if it does.' }),
      run: Type.String(),
      contact: nullable(Type.String()),
      number: Type.String(),
      queued_at: at,
    },
    { title: 'HeldText' },
  ),
);

export const ReleaseBody = Type.Object({
  choice: HoldChoice,
  run: Type.Optional(Type.String({ description: 'One run; without it everything that waits for a choice.' })),
  confirm_count: Type.Optional(Type.Integer({ minimum: 0 })),
});

export const ReleaseAnswer = Type.Object(
  {
    object: Type.Literal('hold_release'),
    choice: HoldChoice,
    texts: Type.Integer(),
    is_released: Type.Boolean({ description: 'Whether sending goes on from now.' }),
    undecided_workspaces: Type.Integer(),
    texts_left: Type.Integer({ description: 'Texts of this workspace that still wait for a choice.' }),
  },
  { title: 'HoldRelease' },
);
