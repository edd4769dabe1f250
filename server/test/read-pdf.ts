import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type ReadPdf = {
  /** The words of each page, as far as it was read. */
  readonly pages: readonly string[];
  readonly count: number;
  readonly text: string;
  /** The first file that lies inside. */
  readonly json: Buffer;
};

/** A PDF as a reader of it sees it: its words, page by page, and the file that it carries. */
export async function readPdf(bytes: Uint8Array, mostPages = 1_000): Promise<ReadPdf> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let n = 1; n <= Math.min(pdf.numPages, mostPages); n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  const attachments = await pdf.getAttachments();
  const [name = ''] = attachments?.keys() ?? [];
  const json = Buffer.from((await pdf.getAttachmentContent(name)) ?? []);
  return { pages, count: pdf.numPages, text: pages.join(' ').replace(/\s+/g, ' '), json };
}
