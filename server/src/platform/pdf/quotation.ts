import { ink, margin, type Pen, paper, togetherHeight } from './pen.ts';
import { printable } from './printable.ts';

/** From here on a quotation may be parted between pages. */
const splitHeight = 220;

/** Writes words as they were, on a ground of their own. */
export function writeQuotation({ doc, width, bottom, use, keepTogether, below }: Pen, text: string): void {
  use('plain', 9.5);
  const inner = width - 24;
  const heightOf = (some: readonly string[]) =>
    doc.heightOfString(some.join('\n'), { width: inner, lineGap: 2 }) + 12;
  const box = (some: readonly string[]) => {
    const height = heightOf(some);
    doc.rect(margin, doc.y, width, height).fill(paper);
    doc.rect(margin, doc.y, 3, height).fill('#8a8a86');
    doc.fillColor(ink).text(some.join('\n'), margin + 14, doc.y + 6, { width: inner, lineGap: 2 });
    doc.x = margin;
  };
  const lines = printable(text, doc).split('\n');
  // Short words stand in one box, on the next page where need be; long ones go on there, so that no page stays half empty.
  keepTogether(heightOf(lines) < splitHeight ? heightOf(lines) + 4 : togetherHeight);
  use('plain', 9.5);
  let piece: string[] = [];
  for (const written of lines) {
    if (piece.length > 0 && doc.y + heightOf([...piece, written]) > bottom()) {
      box(piece);
      doc.addPage();
      piece = [];
    }
    piece.push(written);
  }
  // A line that fits no page is written as plain words.
  if (heightOf(piece) < bottom() - margin) {
    keepTogether(heightOf(piece) + 4);
    use('plain', 9.5);
    box(piece);
    below(10);
    return;
  }
  doc.text(piece.join('\n'), margin + 14, doc.y, { width: inner, lineGap: 2 });
  below(6);
}
