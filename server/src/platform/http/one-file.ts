import { Invalid } from '../errors.ts';

/** A file as a form in a browser sends it. */
export type OneFile = {
  /** As its owner calls it; null where the form does not say. */
  readonly name: string | null;
  readonly content: Buffer;
};

const boundaryOf = (contentType: string): string | undefined =>
  /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i
    .exec(contentType)
    ?.slice(1)
    .find((one) => one !== undefined);

/**
 * The one file of a body of multipart/form-data (RFC 7578); null where the body is of another type, which is a file itself. A field
 * `name` goes before what the file is called. Throws Invalid where there is no file or more than one, or the body is cut off.
 */
export function readOneFile(contentType: string | undefined, body: Buffer): OneFile | null {
  if (!/^multipart\/form-data\b/i.test(contentType ?? '')) return null;
  const boundary = boundaryOf(contentType ?? '');
  if (boundary === undefined) throw unreadable('the boundary is missing in its content type');
  const files: OneFile[] = [];
  let given: string | null = null;
  for (const { head, content } of partsOf(body, boundary)) {
    const field = attribute(head, 'name');
    const fileName = attribute(head, 'filename');
    if (fileName !== null) files.push({ name: fileName === '' ? null : fileName, content });
    else if (field === 'name') given = content.toString('utf8').trim() || null;
  }
  const [file, another] = files;
  if (!file || another) throw unreadable(`it holds ${files.length} files in place of one`);
  return { ...file, name: given ?? file.name };
}

const unreadable = (why: string) => new Invalid('form.unreadable', `The form cannot be read: ${why}.`);

type Part = { readonly head: string; readonly content: Buffer };

const partsAtMost = 20;
const headAtMostBytes = 4_096;

function* partsOf(body: Buffer, boundary: string): Generator<Part> {
  const mark = Buffer.from(`\r\n--${boundary}`);
  // The first boundary may stand at the very beginning, without a line before it.
  let at = body.indexOf(mark.subarray(2));
  if (at !== 0 && body.indexOf(mark) !== at - 2) throw unreadable('no part begins in it');
  at += mark.length - 2;
  for (let count = 0; count < partsAtMost; count += 1) {
    if (body.toString('latin1', at, at + 2) === '--') return;
    const headEnd = body.indexOf('\r\n\r\n', at);
    const end = body.indexOf(mark, at);
    if (headEnd < 0 || end < 0 || headEnd - at > headAtMostBytes) throw unreadable('a part of it is cut off');
    const from = Math.min(headEnd + 4, end);
    yield { head: body.toString('utf8', at, headEnd), content: body.subarray(from, end) };
    at = end + mark.length;
  }
  throw unreadable('it has too many parts');
}

/** An attribute of a part's content-disposition; null where there is none. */
function attribute(head: string, name: string): string | null {
  const line = head.split('\r\n').find((one) => /^content-disposition\s*:/i.test(one)) ?? '';
  const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i').exec(line);
  const written = found?.[1] ?? found?.[2];
  // Browsers write quotation marks in names as %22.
  return written === undefined ? null : written.replace(/\\(.)/g, '$1').replaceAll('%22', '"').slice(0, 200);
}
