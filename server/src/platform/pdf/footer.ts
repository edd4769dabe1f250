import { margin, type Pen, quiet, readable } from './pen.ts';

// Shorter than this says nothing any more.
const shortestPart = 12;

/**
 * What stands at the foot of each page. Where all of it has no room, whose it is (in the middle) is shortened first: what it is and
 * when it was made tell one document from another.
 */
function fitting(footer: string, fits: (text: string) => boolean): string {
  const parts = footer.split(' · ');
  const inOrder = [...parts.keys()].slice(1, -1).concat(0);
  for (const at of inOrder)
    while (!fits(parts.join(' · ')) && (parts[at] ?? '').length > shortestPart)
      parts[at] = `${(parts[at] ?? '').replace(/…$/, '').slice(0, -1).trimEnd()}…`;
  return parts.join(' · ');
}

/** Writes at the foot of every page what it belongs to, and which of how many it is. */
export function writeFooter({ doc, width, use }: Pen, footer: string): void {
  const shown = fitting(readable(footer), (text) => use('plain', 8).widthOfString(text) <= width - 90);
  const { start, count } = doc.bufferedPageRange();
  for (let at = start; at < start + count; at += 1) {
    doc.switchToPage(at);
    // Text below the margin would begin a page of its own.
    doc.page.margins.bottom = 0;
    const y = doc.page.height - margin;
    use('plain', 8, quiet);
    doc.text(shown, margin, y, {
      width: width - 90,
      height: 10,
      ellipsis: true,
      lineBreak: false,
    });
    doc.text(`Page ${at + 1} of ${count}`, margin + width - 90, y, {
      width: 90,
      align: 'right',
      lineBreak: false,
    });
  }
}
