import type { Workplace } from './workplace.ts';

export type RunOptions = {
  /** Small sizes: shows that everything works, and says little about speed. */
  readonly isQuick: boolean;
  /** How many texts (rows, people …) somebody asked for; otherwise the scenario decides. */
  readonly size?: number | undefined;
  readonly workplace: Workplace;
  /** Progress, for people; it goes to standard error. */
  say(sentence: string): void;
};

/** Null where this machine cannot tell, such as memory without /proc. */
export type Figures<Name extends string> = Readonly<Record<Name, number | null>>;

/** Two ways of doing the same, measured in turns in one run. */
export type Comparison<Name extends string> = {
  readonly what: string;
  readonly ours: Name;
  readonly theirs: Name;
  readonly ratio: Name;
  /** Whose `theirs` is. */
  readonly against: string;
};

export type Scenario<Name extends string = string> = {
  readonly name: string;
  /** One or two sentences on what is done. */
  readonly about: string;
  /** What each figure says; a figure without a meaning does not compile. */
  readonly figures: Readonly<Record<Name, string>>;
  readonly comparisons?: readonly Comparison<NoInfer<Name>>[];
  /** What the figures do not say. */
  readonly limits: string;
  run(options: RunOptions): Promise<Figures<NoInfer<Name>>>;
};

/** Keeps the names of the figures and their meanings together; the type of the registry no longer knows them. */
export function defineScenario<Name extends string>(scenario: Scenario<Name>): Scenario {
  return scenario as unknown as Scenario;
}
