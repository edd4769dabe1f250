import { type Static, Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';
import { publicId } from '../platform/ids.ts';
import { writeMoney } from '../spending/index.ts';
import type { Decision } from './decide-text.ts';
import { Cost } from './texts.schemas.ts';
import type { Trial } from './try-text.ts';

const Count = Type.Integer({ minimum: 0 });

export const BulkTrialAnswer = Type.Object(
  {
    object: Type.Literal('bulk_trial'),
    total: Count,
    send: Count,
    wait: Count,
    refuse: Count,
    parts: Type.Integer({ minimum: 0, description: 'Of all that would be sent, now or later.' }),
    cost: nullable(Cost),
    items: Type.Array(
      Type.Object({
        position: Count,
        to: Type.String(),
        will: Type.Enum(['send', 'wait', 'refuse']),
        code: nullable(Type.String()),
        sentence: Type.String(),
        until: nullable(Type.String({ format: 'date-time' })),
        sender_id: nullable(Type.String()),
        parts: Count,
      }),
      { description: 'In the order of the request.' },
    ),
  },
  { title: 'BulkTrial' },
);

type Answer = Static<typeof BulkTrialAnswer>;

export function toBulkTrial(trials: readonly Decision<Trial>[], recipients: readonly string[]): Answer {
  const items = trials.map((trial, position) => toItem(trial, position, recipients[position] ?? ''));
  const countOf = (will: Answer['items'][number]['will']) => items.filter((one) => one.will === will).length;
  const going = trials.flatMap((one) => (one.ok && one.text.verdict.will !== 'refuse' ? [one.text] : []));
  const [first] = going.flatMap(({ cost }) => cost ?? []);
  const sumOf = (of: 'amount' | 'least') => going.reduce((sum, { cost }) => sum + (cost?.[of] ?? 0n), 0n);
  return {
    object: 'bulk_trial',
    total: items.length,
    send: countOf('send'),
    wait: countOf('wait'),
    refuse: countOf('refuse'),
    parts: going.reduce((sum, { text }) => sum + text.parts, 0),
    cost: first
      ? { amount: writeMoney(sumOf('amount')), least: writeMoney(sumOf('least')), currency: first.currency }
      : null,
    items,
  };
}

function toItem(trial: Decision<Trial>, position: number, to: string): Answer['items'][number] {
  if (!trial.ok) {
    const { code, sentence } = trial.refusal;
    return { position, to, will: 'refuse', code, sentence, until: null, sender_id: null, parts: 0 };
  }
  const { text, verdict } = trial.text;
  return {
    position,
    to: text.number,
    ...verdict,
    until: verdict.until?.toISOString() ?? null,
    sender_id: publicId('snd', text.sender.id),
    parts: text.parts,
  };
}
