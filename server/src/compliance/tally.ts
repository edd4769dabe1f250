import { answerPurpose, type Mark } from '@tidings/policy';

/** Purposes that caps ask about. What a person asked for or urgently needs is never capped. The place in the list is stored. */
const cappedPurposes = ['marketing', 'survey', 'nonprofit', 'political', 'healthcare'];

export const purposeNumber = (purpose: string): number => cappedPurposes.indexOf(purpose);

// Of ids made one after another only the end differs, so the end is kept: 32 bits, told apart within one person's month.
export const idNumber = (uuid: string): number => Number.parseInt(uuid.slice(-8), 16);

/** What a text is about, as a number; 0 where nobody said. FNV-1a, because it is stored and must stay the same. */
export function subjectNumber(subject: string | null): number {
  if (subject === null) return 0;
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(subject.trim().toLowerCase()))
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash || 1;
}

/** Longer than any cap looks back: caps are refused beyond 31 days. */
export const keptSeconds = 31 * 86_400;

/** No cap and no budget counts to more, so of texts that every cap counts alike the newest so many say all. */
export const mostCounted = 1_000;

const numbersAMark = 6;

/** As PostgreSQL writes an array: `{1,2,…}`, six numbers a text. */
export function readMarks(text: string): Mark[] {
  if (text === '{}') return [];
  const numbers = text.slice(1, -1).split(',').map(Number);
  const marks: Mark[] = [];
  for (let at = 0; at < numbers.length; at += numbersAMark) {
    const [messageId = 0, seconds = 0, brand = 0, program = 0, subject = 0, purpose = 0] = numbers.slice(
      at,
      at + numbersAMark,
    );
    marks.push({ messageId, at: seconds, brand, program, subject, purpose });
  }
  return marks;
}

/**
 * With these texts more; what is too old for any cap, earlier marks of the same texts, and what is beyond the count of any
 * cap are left out: somebody who is written to all day has a row that stays short.
 */
export function writeMarks(marks: readonly Mark[], texts: readonly Mark[]): string {
  const now = texts[0]?.at ?? 0;
  const isAgain = (mark: Mark) => texts.some(({ messageId }) => messageId === mark.messageId);
  const kept = marks.filter((mark) => mark.at > now - keptSeconds && !isAgain(mark));
  const numbers = newestOf([...kept, ...texts]).map(
    ({ messageId, at, brand, program, subject, purpose }) =>
      `${messageId},${at},${brand},${program},${subject},${purpose}`,
  );
  return `{${numbers.join()}}`;
}

/** Marks stand in the order in which they were made: of those that are alike to every cap the oldest go first. */
function newestOf(marks: readonly Mark[]): readonly Mark[] {
  if (marks.length <= mostCounted) return marks;
  const counts = new Map<string, number>();
  return marks
    .toReversed()
    .filter((mark) => {
      const key = alikeKey(mark);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= mostCounted;
    })
    .toReversed();
}

// Answers are counted by the budget alone, which asks nothing else about them.
const alikeKey = ({ brand, program, subject, purpose }: Mark): string =>
  purpose === answerPurpose ? 'answer' : `${brand} ${program} ${subject} ${purpose}`;
