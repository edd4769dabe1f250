/** A page to read: a few sentences and where they come from. */
export type Page = { readonly heading: string; readonly text: string; readonly source: string };

/** One of the options is right; `because` is told after the answer. */
export type Question = {
  readonly ask: string;
  readonly options: readonly string[];
  /** From 0. */
  readonly right: number;
  readonly because: string;
};

export type Module = {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** What was read and asked; another one once the words change. */
  readonly version: string;
  readonly pages: readonly Page[];
  readonly questions: readonly Question[];
};

export type Marked = {
  /** Per cent of the questions, rounded down: nobody passes by rounding. */
  readonly score: number;
  readonly isPassed: boolean;
  readonly answers: readonly { readonly isRight: boolean; readonly because: string }[];
};

export function mark(module: Module, answers: readonly number[], passMark: number): Marked {
  const marked = module.questions.map(({ right, because }, at) => ({
    isRight: answers[at] === right,
    because,
  }));
  const rights = marked.filter(({ isRight }) => isRight).length;
  const score = Math.floor((100 * rights) / module.questions.length);
  return { score, isPassed: score >= passMark, answers: marked };
}
