/** A category of content that carriers refuse or look at twice, and the words by which it is known. Everything is folded. */
export interface Category {
  readonly rule: string;
  /** As people call it. */
  readonly name: string;
  readonly why: string;
  /** Decide by themselves where something is promoted. */
  readonly surely?: RegExp;
  /** Decide only in a text that sells something. */
  readonly whenSelling?: RegExp;
  /** What looks like it and is not: blanked before anything is looked for. */
  readonly butNot?: RegExp;
  /** Decide in every text, whatever it is for. */
  readonly always?: RegExp;
  /**
   * Sentences about anybody of a kind: `of` finds who they may be, and in the patterns `_{3,}` stands for them. Written out, each
   * pattern would hold the whole list, and take a second to make ready.
   */
  readonly standIns?: { readonly of: RegExp; readonly surely?: RegExp; readonly always?: RegExp };
  /** The age from which it is allowed behind a proof of age, by country; `*` for the rest. */
  readonly allowedFrom?: Readonly<Record<string, number>>;
  readonly severity?: 'warning';
}

/** One pattern of many phrases: those of a line are parted by `|`, and so are the lines. */
export const words = (phrases: string): RegExp =>
  new RegExp(String.raw`\b(?:${phrases.trim().replace(/\s*\n\s*/g, '|')})\b`, 'g');
