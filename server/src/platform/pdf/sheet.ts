import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type PdfKit from 'pdfkit';
import { printable } from './printable.ts';

const require = createRequire(import.meta.url);
const fontFolder = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const fonts = { plain: 'DejaVuSans', bold: 'DejaVuSans-Bold', mono: 'DejaVuSansMono' } as const;
type Face = keyof typeof fonts;

const margin = 56;
const footerHeight = 28;
const ink = '#1a1a1a';
const quiet = '#5a5a5a';
const line = '#c8c8c8';
const paper = '#f4f4f2';
// Dark enough to be seen on the grey of its ground, also when it is printed without colours.
const barColor = '#3450c8';
const labelWidth = 128;
/** The least that must stand together: what announces something with two lines below it. */
const togetherHeight = 64;
/** What headings take above their letters, and below them. */
const headingSpace = 24;
const itemSpace = 12;
/** From here on a quotation may be parted between pages. */
const splitHeight = 220;

// Records name instants as machines do; people read them with a space and without thousandths.
const instant = /\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z(?: \(UTC\))?/g;
const readable = (text: string): string => text.replace(instant, '$1 $2 UTC');

// A sentence that ends with “… Bakery Co.” has its full stop already. Not asked of quotations and facts, which stand as they were.
const sentence = (text: string): string => readable(text).replace(/(?<!\.)\.\.(?!\.)/g, '.');

export type Attachment = { readonly name: string; readonly bytes: Buffer; readonly description: string };

export type Bar = {
  readonly label: string;
  /** 0 to 1: how much of the width it takes. */
  readonly share: number;
  readonly text: string;
  /** Between what and what the share may truly lie; drawn as a thin line over the bar. */
  readonly between?: readonly [number, number] | null;
};

/** A document that is written from top to bottom, in fonts that it brings along. */
export type Sheet = {
  title(text: string, below: string): void;
  /** A part of a document that has several; it begins a page. */
  part(text: string, below: string): void;
  /** `together` is the least height, in points, that stands on the same page; a heading with two lines unless more is wanted. */
  heading(text: string, together?: number): void;
  /** A smaller heading, kept with what follows. */
  item(text: string, aside?: string): void;
  text(text: string, options?: { isQuiet?: boolean }): void;
  /** Words that somebody read or wrote, as they were. */
  quote(text: string): void;
  /** One line, or as many as it takes: what it is, and what it says. Nothing for null. */
  fact(label: string, value: string | null, options?: { isCode?: boolean }): void;
  /** Figures beside each other as bars, each with what it says in words: whoever cannot see the bars reads the same. */
  bars(rows: readonly Bar[]): void;
  /** Figures one after the other in time, as columns under one line of what they are. */
  columns(values: readonly { readonly label: string; readonly value: number }[], caption: string): void;
  /** A sentence with a verdict in front: `HOLDS` or `FAILS`, unless another word says it better. */
  check(holds: boolean, sentence: string, word?: string): void;
  finish(footer: string): NodeJS.ReadableStream;
};

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

export function openSheet(title: string, made: Date, attachments: readonly Attachment[]): Sheet {
  // Two megabytes of code that a start would load for nothing: few processes ever write a document.
  const PdfDocument = require('pdfkit') as typeof PdfKit;
  const doc = new PdfDocument({
    size: 'LETTER',
    margins: { top: margin, left: margin, right: margin, bottom: margin + footerHeight },
    bufferPages: true,
    info: { Title: title, Creator: 'Tidings', CreationDate: made },
    lang: 'en',
  });
  for (const [face, file] of Object.entries(fonts)) doc.registerFont(face, join(fontFolder, `${file}.ttf`));
  for (const { name, bytes, description } of attachments)
    doc.file(bytes, { name, description, type: 'application/json', creationDate: made, modifiedDate: made });
  const width = doc.page.width - 2 * margin;
  const bottom = () => doc.page.height - margin - footerHeight;
  const use = (face: Face, size: number, color = ink) => doc.font(face).fontSize(size).fillColor(color);
  const write = (text: string, options: PDFKit.Mixins.TextOptions = {}) =>
    doc.text(printable(sentence(text), doc), { width, lineGap: 2, ...options });
  const heightIn = (face: Face, size: number, text: string) => {
    use(face, size);
    return doc.heightOfString(printable(sentence(text), doc), { width, lineGap: 2 });
  };
  // Headings wait until it is known what stands below them, and go on the page where its beginning has room.
  let announced: { readonly height: number; readonly draw: () => void }[] = [];
  const keepTogether = (height = togetherHeight) => {
    const heads = announced;
    announced = [];
    const needed = heads.reduce((sum, head) => sum + head.height, height);
    if (doc.y + Math.min(needed, bottom() - margin) > bottom()) doc.addPage();
    for (const { draw } of heads) draw();
  };
  const below = (points: number) => {
    doc.x = margin;
    doc.y += points;
  };

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
      announced.push({ height, draw });
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
      announced.push({ height, draw });
    },
    text(text, { isQuiet = false } = {}) {
      const draw = () => {
        below(3);
        use('plain', 9.5, isQuiet ? quiet : ink);
        write(text);
        below(4);
      };
      const height = heightIn('plain', 9.5, text) + 7;
      // What announces something stands above it, not on the page before.
      if (text.endsWith(':')) announced.push({ height, draw });
      else {
        keepTogether(Math.min(height, togetherHeight));
        draw();
      }
    },
    quote(text) {
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
    },
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
    bars(rows) {
      const [left, textWidth] = [margin + labelWidth, 150];
      const inner = width - labelWidth - textWidth;
      for (const { label, share, text, between } of rows) {
        use('plain', 9);
        const shown = printable(label, doc);
        const height = Math.max(16, doc.heightOfString(shown, { width: labelWidth - 10 }) + 4);
        keepTogether(height);
        const top = doc.y;
        const at = (part: number) => left + inner * Math.min(1, Math.max(0, part));
        use('plain', 9, quiet).text(shown, margin, top, { width: labelWidth - 10 });
        doc.rect(left, top + 1, inner, 9).fill(paper);
        // Something is never drawn as nothing.
        if (share > 0) doc.rect(left, top + 1, Math.max(1, at(share) - left), 9).fill(barColor);
        if (between) {
          doc.moveTo(at(between[0]), top + 5.5).lineTo(at(between[1]), top + 5.5);
          doc.lineWidth(1.5).strokeColor(ink).stroke();
        }
        use('plain', 8.5).text(printable(text, doc), left + inner + 8, top, { width: textWidth - 8 });
        doc.y = top + Math.max(height, doc.y - top + 2);
        doc.x = margin;
      }
      below(4);
    },
    columns(values, caption) {
      const [height, most] = [70, Math.max(1, ...values.map(({ value }) => value))];
      keepTogether(height + 40);
      const top = doc.y + 4;
      const step = width / Math.max(1, values.length);
      for (const [place, { value }] of values.entries()) {
        const tall = (value / most) * height;
        if (value > 0)
          doc
            .rect(
              margin + place * step + step * 0.1,
              top + height - Math.max(1, tall),
              step * 0.8,
              Math.max(1, tall),
            )
            .fill(barColor);
      }
      doc.moveTo(margin, top + height).lineTo(margin + width, top + height);
      doc.lineWidth(0.75).strokeColor(line).stroke();
      use('plain', 8, quiet);
      const ends = [values[0]?.label ?? '', values.at(-1)?.label ?? ''] as const;
      doc.text(ends[0], margin, top + height + 4, { width: width / 2, lineBreak: false });
      if (values.length > 1)
        doc.text(ends[1], margin + width / 2, top + height + 4, {
          width: width / 2,
          align: 'right',
          lineBreak: false,
        });
      doc.y = top + height + 18;
      doc.x = margin;
      use('plain', 8.5, quiet);
      write(caption);
      below(4);
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
    finish(footer) {
      keepTogether(0);
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
      doc.end();
      return doc;
    },
  };
}
