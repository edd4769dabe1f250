import { createWords, type Words } from './memory/words.ts';

/** The words of the ledger that are kept once and known by number from then on. */
export interface Names {
  readonly references: Words;
  /** Numbers of phones, in the order of their first texts. */
  readonly numbers: Words;
  /** There are only a few of each: what texts belong to, and who sends them. */
  readonly tags: Words;
  readonly senders: Words;
}

export function createNames(): Names {
  return {
    references: createWords(),
    numbers: createWords(),
    tags: createWords(),
    senders: createWords(),
  };
}
