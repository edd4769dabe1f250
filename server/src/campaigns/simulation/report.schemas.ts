import { Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';
import { standingStates } from '../approval.ts';
import { WaterfallAnswer } from '../campaigns.schemas.ts';
import { places } from './book.ts';

const Count = Type.Integer({ minimum: 0 });
const date = Type.String({ format: 'date-time' });

const LocalText = Type.Object({
  local_time: Type.String({ description: 'What a clock shows where the person may be, such as 09:05.' }),
  zone: Type.String(),
  at: date,
});

const Hour = Type.Object({
  from: date,
  handed_over: {
    ...Count,
    description: 'Texts handed to the carrier; one that was tried again counts again.',
  },
  parts: Count,
  delivered: Count,
  failed: Count,
  replies: Count,
  opt_outs: Count,
});

export const ReportAnswer = Type.Object(
  {
    content_sha256: Type.String({ description: 'What was simulated; any edit since makes it another.' }),
    audience: Count,
    waterfall: WaterfallAnswer,
    will_receive: Count,
    places: Type.Array(
      Type.Object({
        place: Type.Enum([...places]),
        reason: nullable(Type.String()),
        people: Count,
        label: Type.String(),
      }),
      {
        description:
          'Where everybody of the audience ends up. Each stands in one line, so the lines add up to it.',
      },
    ),
    texts: Type.Object({
      handed_over: Count,
      taken: { ...Count, description: 'Texts that the carrier took.' },
      parts: { ...Count, description: 'Of those that it took.' },
      delivered: Count,
      answers_lost: {
        ...Count,
        description: 'Answers that went missing, so that the carrier had to be asked.',
      },
    }),
    retries: Type.Array(Type.Object({ reason: Type.String(), count: Count })),
    held: Type.Object({
      people: { ...Count, description: 'People who had to wait for an hour; each is counted once.' },
      lines: Type.Array(
        Type.Object({ reason: Type.String(), zones: Type.Array(Type.String()), until: date, people: Count }),
      ),
    }),
    replies: Type.Object({
      opt_outs: { ...Count, description: 'Replies that Tidings takes for an opt-out by itself.' },
      opt_outs_to_judge: { ...Count, description: 'Replies that may be one, which somebody has to judge.' },
      others: Count,
    }),
    cost: nullable(
      Type.Object(
        { currency: Type.String(), total: Type.String({ description: 'An exact decimal, such as 0.0079.' }) },
        { description: 'Of the texts that the carrier took. Null while nobody has said what texts cost.' },
      ),
    ),
    first_text: nullable({ ...LocalText, description: 'The text that left earliest in anybody’s day.' }),
    last_text: nullable({ ...LocalText, description: 'The text that left latest in anybody’s day.' }),
    starts_at: nullable(date),
    finishes_at: nullable({ ...date, description: 'When the last text leaves.' }),
    settled_at: nullable({ ...date, description: 'When the carrier knows what became of the last text.' }),
    is_cut: Type.Boolean({
      description: 'True when people still waited at the end of the 60 days that are flown.',
    }),
    narrowest: nullable(
      Type.Object({
        level: Type.Enum(['carrier', 'sender', 'registration', 'gateway', 'workspace', 'campaign']),
        parts_per_second: Type.Number(),
        sentence: Type.String(),
        texts_waited: { ...Count, description: 'Texts that waited for this limit.' },
      }),
    ),
    hours: Type.Array(Hour, { description: 'What happens in each hour in which anything does.' }),
    approval: Type.Optional(
      Type.Object(
        {
          state: Type.Enum([...standingStates]),
          needed: Count,
          given: Count,
          sentence: Type.String(),
        },
        { description: 'Whether people have approved it as it is, asked for the hour of the launch.' },
      ),
    ),
    spending: Type.Optional(
      nullable(
        Type.Object(
          {
            currency: Type.String(),
            refusal: nullable(
              Type.String({
                description: 'Why a launch would be refused for its cost; null where it would not.',
              }),
            ),
            reserved_by_others: Type.String({ description: 'What launches have bound and not spent yet.' }),
            caps: Type.Array(
              Type.Object({
                cap: Type.Enum(['day', 'month', 'campaign']),
                amount: Type.String(),
                spent_before: Type.String(),
              }),
            ),
          },
          {
            description:
              'The caps that the flight spends under, by the days of the workspace: what one has no room for is held (`spend_day`, `spend_month`, `spend_campaign`). Null while nobody has said what texts cost.',
          },
        ),
      ),
    ),
    notes: Type.Array(Type.String(), {
      description:
        'The schedule that is flown, what cannot be known before it starts, and what a launch would meet besides, which the simulation let pass.',
    }),
  },
  { title: 'SimulationReport' },
);
