import { type Cap, capAnswer, type Mark, type Priority, type TraceEntry } from '@tidings/policy';
import type { Profile } from '@tidings/policy/hours';
import type { Whereabouts } from '@tidings/policy/places';
import type { Consent, Contact, Program } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { PermissionFinding } from './explain-permission.ts';
import { findFrequency, findTallies } from './frequency.queries.ts';
import { capsOf, isUnderUsDayCap, relationshipOf, wishedCap } from './frequency.ts';
import { isMarketing } from './standing-verdict.ts';
import { idNumber, purposeNumber } from './tally.ts';

export type FrequencyQuestion = {
  readonly contact: Pick<Contact, 'number' | 'country' | 'wishes'>;
  readonly purpose: string;
  readonly priority: Priority;
  readonly at: Date;
  readonly where: Whereabouts;
  readonly profile: Profile;
  /** Whose promise counts, and whose brand. */
  readonly program: Pick<Program, 'id' | 'brandId'>;
  readonly standing: Pick<Consent, 'level' | 'levelExpiresAt'>;
};

type FrequencyFinding = Pick<PermissionFinding, 'decision' | 'until'> & {
  readonly trace: readonly TraceEntry[];
};

/** Whether the person has had as many texts as they may, by the caps and the history that dispatch goes by. Nothing is locked. */
export async function explainFrequency(tx: Tx, question: FrequencyQuestion): Promise<FrequencyFinding> {
  const { contact, where, purpose, priority, at, profile, program, standing } = question;
  if (!isMarketing(purpose)) return { decision: 'allow', trace: [neverHeld(purpose)] };
  const frequency = await findFrequency(tx, program.id);
  const person = {
    ...{ number: contact.number, country: contact.country, where: () => where },
    relationshipUntil: relationshipOf(standing),
  };
  const caps = capsOf(frequency, priority, isUnderUsDayCap(person, frequency, profile, at));
  const wished = contact.wishes?.frequency;
  return findingOf(
    wished ? [...caps, wishedCap(wished)] : caps,
    (await findTallies(tx, [contact.number])).get(contact.number) ?? [],
    question,
    Math.floor(at.getTime() / 1_000),
  );
}

function findingOf(
  caps: readonly Cap[],
  marks: readonly Mark[],
  { purpose, program }: FrequencyQuestion,
  now: number,
): FrequencyFinding {
  const text: Mark = {
    // No text has this id, so none is taken for this one.
    ...{ messageId: -1, at: now, brand: idNumber(program.brandId), program: idNumber(program.id) },
    ...{ subject: 0, purpose: purposeNumber(purpose) },
  };
  const answer = capAnswer(caps, marks, text, now);
  if (answer) return { decision: 'hold', until: new Date(answer.until * 1_000), trace: answer.trace };
  const sentence =
    caps.length === 0
      ? 'No cap asks about texts to this person.'
      : `Every cap has room for one more text: ${caps.map(({ rule }) => rule).join(', ')}.`;
  return { decision: 'allow', trace: [{ ...allowed, sentence }] };
}

const allowed = { rule: 'frequency', version: 'workspace', outcome: 'allow' } as const;

const neverHeld = (purpose: string): TraceEntry => ({
  ...allowed,
  sentence:
    purpose === 'conversational'
      ? 'An answer in a conversation waits for no cap; it counts in the fatigue budget, which marketing then finds used.'
      : `A text for ${purpose} waits for no cap and is not counted.`,
});
