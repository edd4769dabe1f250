import { createHash } from 'node:crypto';
import { request } from 'undici';
import { type Asked, answered } from '../asking.ts';
import type { GatewayPlace } from '../gateway.ts';
import { failedAs } from '../http/ask-http.ts';
import { type Asking, askJson } from '../http/ask-json.ts';
import { readPlace } from '../http/left-out.ts';
import { wordOf } from '../http/read-answer.ts';

/**
 * TextMagic fetches no picture: it is handed over before the text, and the text names it by what TextMagic calls it.
 *
 *   POST /api/v2/messages/mms/attachment     multipart/form-data: file
 *   → 200 {"href":"/click/Zwcj9","name":"a.jpg","size":48213,"resource":"mms/2f1c….jpg","chars":12}
 */
export type Pictures = {
  /** What TextMagic calls the picture at this address of ours. Nothing of a text has left where it fails. */
  nameOf(url: string): Promise<Asked<string>>;
};

export const pictureBytesAtMost = 614_400;
const answerWithinMs = 10_000;
// How long TextMagic keeps a file is not said. A campaign of an hour hands its picture over twice, and not ten thousand times.
const keptForMs = 30 * 60_000;
const keptAtMost = 200;

type Kept = { readonly name: Promise<Asked<string>>; readonly since: number };

export function openPictures(asking: Asking, place: GatewayPlace): Pictures {
  const kept = new Map<string, Kept>();

  async function handOver(url: string): Promise<Asked<string>> {
    const picture = await fetchPicture(url, place);
    if (picture.kind === 'failed') return picture;
    const asked = await askJson(asking, uploadOf(url, picture.value));
    if (asked.kind === 'failed') return asked;
    const name = wordOf(asked.value.resource);
    return name === null
      ? failedAs('temporary', 'TextMagic does not say what it calls the picture.')
      : answered(name);
  }

  return {
    nameOf(url) {
      const known = kept.get(url);
      if (known && performance.now() - known.since < keptForMs) return known.name;
      const name = handOver(url).then((asked) => {
        if (asked.kind === 'failed') kept.delete(url);
        return asked;
      });
      const [oldest] = kept.keys();
      if (kept.size >= keptAtMost && oldest !== undefined) kept.delete(oldest);
      kept.set(url, { name, since: performance.now() });
      return name;
    },
  };
}

type Picture = { readonly bytes: Buffer; readonly type: string };

const noPicture = (why: string) => failedAs('media', `The picture could not be handed to TextMagic: ${why}`);

/** Fetches it from where carriers would: an address of this installation's own. */
async function fetchPicture(url: string, { publicOrigin, at }: GatewayPlace): Promise<Asked<Picture>> {
  const { origin, pathname, search } = new URL(url);
  try {
    const from = readPlace(origin === publicOrigin ? origin : at(origin)).origin;
    const answer = await request(`${from}${pathname}${search}`, {
      headersTimeout: answerWithinMs,
      bodyTimeout: answerWithinMs,
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of answer.body as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > pictureBytesAtMost) return noPicture('it is too large.');
      pieces.push(piece);
    }
    if (answer.statusCode !== 200) return noPicture(`its address answers ${answer.statusCode}.`);
    const type = String(answer.headers['content-type'] ?? 'application/octet-stream');
    return answered({ bytes: Buffer.concat(pieces), type });
  } catch {
    return noPicture('its address on this installation does not answer.');
  }
}

function uploadOf(url: string, { bytes, type }: Picture) {
  const name = /[^/]+$/.exec(new URL(url).pathname)?.[0].replaceAll(/[^\w.-]/g, '_') ?? 'picture';
  // A boundary that cannot stand in the picture, and is the same for the same one.
  const boundary = `tidings-${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  return {
    ...{ method: 'POST' as const, path: '/api/v2/messages/mms/attachment' },
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, accept: 'application/json' },
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
