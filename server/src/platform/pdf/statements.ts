import { ink, labelWidth, margin, type Pen, quiet, readable, sentence, togetherHeight } from './pen.ts';
import { printable } from './printable.ts';
import { writeQuotation } from './quotation.ts';

export type Statements = {
  text(text: string, options?: { isQuiet?: boolean }): void;
  /** Words that somebody read or wrote, as they were. */
  quote(text: string): void;
  /** One line, or as many as it takes: what it is, and what it says. Nothing for null. */
  fact(label: string, value: string | null, options?: { isCode?: boolean }): void;
  /** A sentence with a verdict in front: `HOLDS` or `FAILS`, unless another word says it better. */
  check(holds: boolean, sentence: string, word?: string): void;
};

/** Sentences, quotations, facts and verdicts: whatever is said in words. */
export function statementsOn(pen: Pen): Statements {
  const { doc, width, use, write, heightIn, announce, keepTogether, below } = pen;
  return {
    text(text, { isQuiet = false } = {}) {
      const draw = () => {
        below(3);
        use('plain', 9.5, isQuiet ? quiet : ink);
        write(text);
        below(4);
      };
      const height = heightIn('plain', 9.5, text) + 7;
      // What announces something stands above it, not on the page before.
      if (text.endsWith(':')) announce(height, draw);
      else {
        keepTogether(Math.min(height, togetherHeight));
        draw();
      }
    },
    quote: (text) => writeQuotation(pen, text),
    fact(label, value, { isCode = false } = {}) {
      if (value === null || value === '') return;
      use(isCode ? 'mono' : 'plain', isCode ? 8 : 9);
      const shown = printable(readable(value), doc);
      const inner = width - labelWidth;
      const ofValue = doc.heightOfString(shown, { width: inner, lineGap: 1.5 });
      const ofLabel = use('plain', 9).heightOfString(label, { width: labelWidth - 10 });
      keepTogether(Math.max(12, ofValue, ofLabel));
      const top = doc.y;
      use('plain', 9, quiet).text(label, margin, top, { width: labelWidth - 10 });
      const labelEnd = doc.y;
      use(isCode ? 'mono' : 'plain', isCode ? 8 : 9).text(shown, margin + labelWidth, top, {
        width: inner,
        lineGap: 1.5,
      });
      doc.y = doc.y < top ? doc.y : Math.max(doc.y, labelEnd);
      below(2);
    },
    check(holds, said, word = holds ? 'HOLDS' : 'FAILS') {
      use('plain', 9.5);
      const inner = width - 74;
      const shown = printable(sentence(said), doc);
      keepTogether(doc.heightOfString(shown, { width: inner, lineGap: 2 }));
      const top = doc.y;
      use('bold', 9.5, holds ? '#1d5c2e' : '#a01c1c').text(word, margin, top, {
        width: 70,
      });
      use('plain', 9.5).text(shown, margin + 74, top, {
        width: inner,
        lineGap: 2,
      });
      below(6);
    },
  };
}
