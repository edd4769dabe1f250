import { lintForProgram, type ProgramText } from '../compliance/index.ts';
import type { WordsFindings } from '../templates/index.ts';

/**
 * Judging words takes half a millisecond where it is done a few times a second. A password's are judged while the database is asked by
 * what they are to be judged, as if that were what it was for the text of that program before; it nearly always is.
 */
export type JudgedWords = {
  judge(programId: string, text: ProgramText): WordsFindings;
  /** What is likely to be judged next, once what the caller asks of others has left. */
  foresee(programId: string, body: string): void;
};

type Facts = Omit<ProgramText, 'body'>;
type Guess = { readonly body: string; readonly facts: Facts; findings: WordsFindings | null };

// More programs than one process takes passwords for; who is forgotten is judged when it comes.
const mostPrograms = 1_000;

export function openJudgedWords(): JudgedWords {
  const known = new Map<string, Facts>();
  let guess: Guess | null = null;
  return {
    judge(programId, text) {
      const last = guess;
      guess = null;
      const facts = factsOf(text);
      if (known.size >= mostPrograms && !known.has(programId)) known.clear();
      known.set(programId, facts);
      const isGuessed = last?.body === text.body && isSame(last.facts, facts);
      return (isGuessed && last.findings) || lintForProgram(text);
    },
    foresee(programId, body) {
      const facts = known.get(programId);
      if (!facts) return;
      const own: Guess = { body, facts, findings: null };
      guess = own;
      setImmediate(() => {
        // Whoever was judged meanwhile needs it no more.
        if (guess !== own) return;
        try {
          own.findings = lintForProgram({ ...facts, body });
        } catch {
          // Whoever asks in earnest is told.
        }
      });
    },
  };
}

/** All that the verdict depends on besides the words. */
function factsOf({ program, brand, body: _, ...others }: ProgramText): Facts {
  const { purpose, brandName, textsPerMonth } = program;
  const { website, helpContact } = brand;
  return { program: { purpose, brandName, textsPerMonth }, brand: { website, helpContact }, ...others };
}

const isSame = (one: Facts, other: Facts): boolean => JSON.stringify(one) === JSON.stringify(other);
