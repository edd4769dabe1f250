import { type Cap, capAnswer, keepsUsDayCap, type Mark } from '@tidings/policy';
import {
  capsOf,
  findFrequency,
  findTallies,
  idNumber,
  purposeNumber,
  subjectNumber,
  wishedCap,
} from '../../compliance/index.ts';
import type { PersonWishes, Program } from '../../contacts/index.ts';
import { isMarketing, longestWaitSeconds } from '../../dispatch/index.ts';
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
  /** Null where every cap has room. */
  of(person: Capped, marks: readonly Mark[] | undefined): 'capped' | 'capped_out' | null;
};

/** Who has had as many texts as they may, by the rules that dispatch goes by (steps/hold-over-frequency.ts). */
export async function openCapping(
  tx: Tx,
  { subject, priority, whenCapped }: Pick<CampaignContent, 'subject' | 'priority' | 'whenCapped'>,
  program: Program,
  at: Date,
): Promise<Capping> {
  if (!isMarketing(program.purpose)) return { load: async () => new Map(), of: () => null };
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
  return {
    load: (numbers) => findTallies(tx, numbers),
    of(person, marks) {
      if (!marks) return null;
      const answer = capAnswer(capsFor(person), marks, mark, now);
      if (!answer) return null;
      return whenCapped === 'skip' || answer.until - now > longestWaitSeconds ? 'capped_out' : 'capped';
    },
  };
}
