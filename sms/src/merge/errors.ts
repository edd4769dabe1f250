/** What is wrong in a template, for a person to read beside the text box and for code to switch on. */
export interface TemplateError {
  /** Noun first: `merge.unclosed_tag`, `merge.unknown_field`. */
  readonly code: string;
  /** Index of the UTF-16 code unit in the source where it goes wrong. */
  readonly position: number;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number;
  /** One sentence that says what to do. */
  readonly sentence: string;
  /** What to write instead, when there is an obvious candidate. */
  readonly suggestion?: string;
}

/** Collects errors while a template is read, and knows how to say where in the source they are. */
export interface Problems {
  readonly list: TemplateError[];
  add(position: number, code: string, sentence: string, suggestion?: string): undefined;
}

// More than this helps nobody, and a hostile source could otherwise make an answer larger than itself.
const mostErrors = 20;

export function collectProblems(source: string): Problems {
  const list: TemplateError[] = [];
  return {
    list,
    add(position, code, sentence, suggestion) {
      if (list.length >= mostErrors) return undefined;
      const before = source.slice(0, position);
      const line = before.split('\n').length;
      const column = position - before.lastIndexOf('\n');
      list.push({ code, position, line, column, sentence, ...(suggestion !== undefined && { suggestion }) });
      return undefined;
    },
  };
}
