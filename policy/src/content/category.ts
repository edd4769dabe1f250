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

/** Behind a phrase: it decides only where one of these stands somewhere in the text, before it or after. */
export const amid = (company: string): string =>
  String.raw`(?:(?<=\b(?:${company})\b[\s\S]*)|(?=[\s\S]*\b(?:${company})\b))`;

/** Behind a phrase: it decides only where none of these stands anywhere in the text. */
export const unlessAmid = (company: string): string =>
  String.raw`(?<!\b(?:${company})\b[\s\S]*)(?![\s\S]*\b(?:${company})\b)`;

// Small words by which a language is told from others that share a word with it: a modelo is a beer, or a model; a Lager is one, or a store.
export const iberian =
  'el|los|las|nuevos?|nuevas?|novos?|novas?|este|esta|nuestros?|nuestras?|del|para|por|con|hasta|em|nossos?|nossas?|ate|seus?|su|sus|tu|una?|uma|como|que';
export const german =
  'der|die|das|den|dem|und|ab|mit|fur|bis|ist|sind|wieder|neu|ihre?|unsere?|antworten|zum|auf|ein|eine';
