import { line, margin, type Pen, quiet, togetherHeight } from './pen.ts';

/** What headings take above their letters, and below them. */
const headingSpace = 24;
const itemSpace = 12;

export type Headings = {
  title(text: string, below: string): void;
  /** A part of a document that has several; it begins a page. */
  part(text: string, below: string): void;
  /** `together` is the least height, in points, that stands on the same page; a heading with two lines unless more is wanted. */
  heading(text: string, together?: number): void;
  /** A smaller heading, kept with what follows. */
  item(text: string, aside?: string): void;
};

/** What announces something, and never stands at the end of a page without it. */
export function headingsOn(pen: Pen): Headings {
  const { doc, width, use, write, heightIn, announce, keepTogether, below } = pen;
  return {
    title(text, under) {
      keepTogether(0);
      use('bold', 20);
      write(text);
      below(4);
      use('plain', 9.5, quiet);
      write(under);
      below(10);
    },
    part(text, under) {
      keepTogether(0);
      doc.addPage();
      use('bold', 16);
      write(text);
      below(3);
      use('plain', 9.5, quiet);
      write(under);
      below(6);
    },
    heading(text, together = 0) {
      const height = Math.max(heightIn('bold', 13, text) + headingSpace, together - togetherHeight);
      const draw = () => {
        // Nothing is left above what begins a page.
        below(doc.y > margin ? 14 : 0);
        use('bold', 13);
        write(text);
        doc
          .moveTo(margin, doc.y + 2)
          .lineTo(margin + width, doc.y + 2)
          .lineWidth(0.75)
          .strokeColor(line)
          .stroke();
        below(8);
      };
      announce(height, draw);
    },
    item(text, aside) {
      const height = heightIn('bold', 10, text) + (aside ? heightIn('plain', 8.5, aside) : 0) + itemSpace;
      const draw = () => {
        below(doc.y > margin ? 8 : 0);
        use('bold', 10);
        write(text);
        if (aside) {
          use('plain', 8.5, quiet);
          write(aside);
        }
        below(2);
      };
      announce(height, draw);
    },
  };
}
