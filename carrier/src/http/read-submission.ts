import type { Submission } from '../submission.ts';

/** What a chunk of bytes begins with: a whole request that hands in a text, with what follows it. */
export interface ReadSubmission {
  submission: Submission;
  rest: Buffer | null;
}

export type SubmissionReader = (bytes: Buffer) => ReadSubmission | null;

const requestLine = 'POST /v1/messages HTTP/1.1';
const endOfHead = '\r\n\r\n';
const header = /^([\w-]+):[ \t]*([^\r\n]*?)[ \t]*$/;
const jsonType = /^application\/json(; ?charset=utf-8)?$/i;
const largestRequestBytes = 64 * 1024;
const rememberedHeads = 1_000;
/** Whoever sends one of these wants something that node:http knows about and this does not. */
const notPlain: ReadonlySet<string> = new Set(
  'transfer-encoding content-encoding expect upgrade te trailer'.split(' '),
);

/**
 * Reads the one request that comes by the million, when it came whole and nothing about it is unusual. Null says
 * nothing against a request: node:http and the schema look at it then, and they know every rule. So what is taken here
 * must be right beyond doubt, and what to answer to the rest is said in one place only.
 */
export function createSubmissionReader(isKey: (header: string) => boolean): SubmissionReader {
  // A client sends the same head again and again but for the length of the body, so each is looked at once.
  const heads = new Map<string, number>();

  function bodyLengthOf(head: string): number {
    const known = heads.get(head);
    if (known !== undefined) return known;
    const length = readHead(head, isKey);
    if (heads.size >= rememberedHeads) heads.clear();
    heads.set(head, length);
    return length;
  }

  return (bytes) => {
    const text = bytes.toString('utf8');
    if (!text.startsWith(requestLine)) return null;
    const end = text.indexOf(endOfHead);
    const length = end < 0 ? -1 : bodyLengthOf(text.slice(0, end));
    const from = end + endOfHead.length;
    if (length < 0 || bytes.length < from + length) return null;
    const isAlone = bytes.length === from + length;
    const body = isAlone ? text.slice(from) : bytes.toString('utf8', from, from + length);
    const submission = readBody(body);
    return submission && { submission, rest: isAlone ? null : bytes.subarray(from + length) };
  };
}

/** The length of the body that a head announces, or -1 when the head is not the usual one. */
function readHead(head: string, isKey: (header: string) => boolean): number {
  const [first, ...lines] = head.split('\r\n');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name = '', value = ''] = header.exec(line) ?? [];
    const key = name.toLowerCase();
    if (key === '' || headers.has(key) || notPlain.has(key)) return -1;
    headers.set(key, value);
  }
  const length = headers.get('content-length') ?? '';
  const isUsual =
    first === requestLine &&
    /^[\t\x20-\x7e\r\n]*$/.test(head) &&
    headers.has('host') &&
    /^\d{1,5}$/.test(length) &&
    Number(length) <= largestRequestBytes &&
    jsonType.test(headers.get('content-type') ?? '') &&
    (headers.get('connection') ?? 'keep-alive').toLowerCase() === 'keep-alive' &&
    isKey(headers.get('authorization') ?? '');
  return isUsual ? Number(length) : -1;
}

function readBody(body: string): Submission | null {
  const given = parse(body);
  if (!given) return null;
  const { reference, tag = '', from, to, body: words, valid_until: validUntil = null } = given;
  // An MMS is rare, and has more to be looked at.
  if ('media' in given || 'subject' in given) return null;
  if (!isWord(reference) || !isWord(from) || !isWord(to)) return null;
  if (typeof tag !== 'string' || tag.length > longestWord) return null;
  if (typeof words !== 'string' || words === '') return null;
  if (validUntil !== null && !isTime(validUntil)) return null;
  return { reference, tag, from, to, body: words, validUntil };
}

const longestWord = 64;

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longestWord;
}

/** The one spelling of a time that needs no calendar to be sure of. */
function isTime(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) return false;
  const iso = new Date(ms).toISOString();
  return value === iso || value === iso.replace('.000Z', 'Z');
}

function parse(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
