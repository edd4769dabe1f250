import { type Cap, type CapAnswer, capAnswer, keepsUsDayCap, type Mark } from '@tidings/policy';
import {
  capsOf,
  findFrequency,
  findTallies,
  idNumber,
  isMarketing,
  purposeNumber,
  subjectNumber,
  wishedCap,
} from '../../compliance/index.ts';
import type { PersonWishes, Program } from '../../contacts/index.ts';
import { longestWaitSeconds } from '../../dispatch/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { CampaignContent } from '../campaign.ts';

type Capped = {
  readonly number: string;
  readonly country: string | null;
  readonly wishes: PersonWishes | null;
};

export type Capping = {
  /** Reads what these numbers were sent lately; asked once a batch. */
  load(numbers: readonly string[]): Promise<ReadonlyMap<string, Mark[]>>;
  /** Null where every cap has room; at the launch, or at another instant (Unix seconds). */
  of(person: Capped, marks: readonly Mark[] | undefined, seconds?: number): 'capped' | 'capped_out' | null;
  /** The same at another instant (Unix seconds), as the rules answer it. */
  answerAt(person: Capped, marks: readonly Mark[] | undefined, seconds: number): CapAnswer | null;
};

/** Who has had as many texts as they may, by the rules that dispatch goes by (steps/hold-over-frequency.ts). */
export async function openCapping(
  tx: Tx,
  { subject, priority, whenCapped }: Pick<CampaignContent, 'subject' | 'priority' | 'whenCapped'>,
  program: Program,
  at: Date,
): Promise<Capping> {
  if (!isMarketing(program.purpose))
    return { load: async () => new Map(), of: () => null, answerAt: () => null };
  const frequency = await findFrequency(tx, program.id);
  const [us, elsewhere] = [capsOf(frequency, priority, true), capsOf(frequency, priority, false)];
  const now = Math.floor(at.getTime() / 1_000);
  const mark: Mark = {
    // No text has this id, so none is taken for this one.
    messageId: -1,
    at: now,
    brand: idNumber(program.brandId),
    program: idNumber(program.id),
    subject: subjectNumber(subject),
    purpose: purposeNumber(program.purpose),
  };
  const capsFor = ({ number, country, wishes }: Capped): readonly Cap[] => {
    const caps = keepsUsDayCap(number, country) ? us : elsewhere;
    return wishes?.frequency ? [...caps, wishedCap(wishes.frequency)] : caps;
  };
  const answerAt: Capping['answerAt'] = (person, marks, seconds) =>
    marks ? capAnswer(capsFor(person), marks, { ...mark, at: seconds }, seconds) : null;
  return {
    answerAt,
    load: (numbers) => findTallies(tx, numbers),
    of(person, marks, seconds = now) {
      const answer = answerAt(person, marks, seconds);
      if (!answer) return null;
      return whenCapped === 'skip' || answer.until - seconds > longestWaitSeconds ? 'capped_out' : 'capped';
    },
  };
}

/** The caps of those whose values make a text marketing; null where none can. */
export async function openSellingCapping(
  tx: Tx,
  content: Parameters<typeof openCapping>[1],
  { program, question }: { program: Program; question: { ifSelling: object | null } },
  at: Date,
): Promise<Capping | null> {
  if (!question.ifSelling) return null;
  return openCapping(tx, content, { ...program, purpose: 'marketing' }, at);
}
