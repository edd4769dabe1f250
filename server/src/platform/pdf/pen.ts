import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type PdfKit from 'pdfkit';
import { printable } from './printable.ts';

const require = createRequire(import.meta.url);
const fontFolder = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const fonts = { plain: 'DejaVuSans', bold: 'DejaVuSans-Bold', mono: 'DejaVuSansMono' } as const;
type Face = keyof typeof fonts;

export const margin = 56;
const footerHeight = 28;
/** The room to the left of facts and bars, where it says what they are. */
export const labelWidth = 128;
/** The least that must stand together: what announces something with two lines below it. */
export const togetherHeight = 64;

export const ink = '#1a1a1a';
export const quiet = '#5a5a5a';
/** Of lines between things. */
export const line = '#c8c8c8';
/** The ground under what is quoted, and under bars. */
export const paper = '#f4f4f2';

// Records name instants as machines do; people read them with a space and without thousandths.
const instant = /\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z(?: \(UTC\))?/g;
/** The text as people read it: instants without what only machines need. */
export const readable = (text: string): string => text.replace(instant, '$1 $2 UTC');

/** What we say, with one full stop: a name such as “… Bakery Co.” brings its own. Not for quotations and facts, which stand as they were. */
export const sentence = (text: string): string => readable(text).replace(/(?<!\.)\.\.(?!\.)/g, '.');

export type Attachment = { readonly name: string; readonly bytes: Buffer; readonly description: string };

export type Pen = ReturnType<typeof openPen>;

/** A place on a page that moves down as things are written, and on to the next page where they need it. */
export function openPen(title: string, made: Date, attachments: readonly Attachment[]) {
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
  /** A heading that waits for what it announces. */
  const announce = (height: number, draw: () => void) => void announced.push({ height, draw });
  return { doc, width, bottom, use, write, heightIn, announce, keepTogether, below };
}
