import { type DataCoding, decodeOctets } from './data-coding.ts';
import type { ReadMessage } from './read-message.ts';

/** A part to be joined: what readMessage says of a PDU whose `place` is not null, and from whom to whom it went. */
export interface PartToJoin<Held> {
  readonly source: string;
  readonly destination: string;
  readonly message: ReadMessage;
  /** Kept until the text is whole and then handed back, such as the function that answers the PDU. */
  readonly held: Held;
}

/** A long text as far as it has come. */
export interface JoinedText<Held> {
  readonly source: string;
  readonly destination: string;
  /** Null for binary data. Where a part is missing, the text goes on without a sign of it. */
  readonly text: string | null;
  /** Numbers of the parts that never came, from 1; none for a whole text. */
  readonly missing: readonly number[];
  /** What was held with the parts, in their order. */
  readonly held: readonly Held[];
  /** When the first part came, in milliseconds of the clock given. */
  readonly begunAt: number;
}

/** What became of a part. */
export type TakenPart<Held> =
  | { readonly kind: 'waiting' }
  /** This part was here already: carriers deliver again what was answered too late. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'whole'; readonly joined: JoinedText<Held> };

/** Limits of a joiner. */
export interface JoinerOptions<Held> {
  /** Milliseconds; any clock that only goes forward. */
  now(): number;
  /** Called with a text that is given up: its time is over, or there are too many. Whatever came of it is in there. */
  giveUp(incomplete: JoinedText<Held>): void;
  /** How long a text may take from its first part on; six hours unless told, as phones that are off get parts late. */
  timeoutMs?: number;
  /** Texts that may be open at once; the oldest is given up for the next. 10,000 unless told. */
  mostTexts?: number;
  /** Octets that may be kept at once; the oldest texts are given up for more. 16 MiB unless told. */
  mostOctets?: number;
}

/** Puts the parts of long texts together. */
export interface Joiner<Held> {
  take(part: PartToJoin<Held>): TakenPart<Held>;
  /** Gives up what is too old. Call it every few seconds; `take` does it too. */
  expire(): void;
  /** Gives up everything, as before the end of a process. */
  giveUpAll(): void;
  readonly openTexts: number;
  readonly keptOctets: number;
}

interface OpenText<Held> {
  readonly source: string;
  readonly destination: string;
  readonly begunAt: number;
  readonly parts: ({ octets: Uint8Array; coding: DataCoding; held: Held } | undefined)[];
  count: number;
  octets: number;
}

const hourMs = 3_600_000;
// What a part costs beside its octets: the object, its place in a list, and what is held with it.
const overheadOctets = 200;
const slotOctets = 8;

/**
 * Makes a joiner. It copies the octets of parts, so that the chunks they came in can go, and never keeps more than its limits.
 * Time is looked at when something is called; there is no timer in it.
 */
export function createJoiner<Held = undefined>(options: JoinerOptions<Held>): Joiner<Held> {
  const { now, giveUp, timeoutMs = 6 * hourMs, mostTexts = 10_000, mostOctets = 16 << 20 } = options;
  // In the order in which they began, so the oldest comes first.
  const open = new Map<string, OpenText<Held>>();
  let keptOctets = 0;

  function remove(key: string, text: OpenText<Held>): JoinedText<Held> {
    open.delete(key);
    keptOctets -= text.octets;
    return join(text);
  }

  function giveUpWhile(isTooMuch: (oldest: OpenText<Held>) => boolean): void {
    for (const [key, oldest] of open) {
      if (!isTooMuch(oldest)) return;
      giveUp(remove(key, oldest));
    }
  }

  function expire(): void {
    const latest = now() - timeoutMs;
    giveUpWhile(({ begunAt }) => begunAt <= latest);
  }

  function begin(key: string, { source, destination }: PartToJoin<Held>, total: number): OpenText<Held> {
    const octets = total * slotOctets;
    const parts = new Array<OpenText<Held>['parts'][number]>(total).fill(undefined);
    const text = { source, destination, begunAt: now(), parts, count: 0, octets };
    open.set(key, text);
    keptOctets += octets;
    return text;
  }

  return {
    take(part) {
      expire();
      const { message, held } = part;
      const { place } = message;
      if (place === null) return { kind: 'whole', joined: alone(part, now()) };
      const key = [part.source, part.destination, place.placedBy, place.reference, place.total].join('\0');
      let text = open.get(key);
      const before = text?.parts[place.number - 1];
      if (text && before) {
        if (Buffer.compare(before.octets, message.octets) === 0) return { kind: 'duplicate' };
        // References come round again. Another part under the same number belongs to the next text.
        giveUp(remove(key, text));
        text = undefined;
      }
      text ??= begin(key, part, place.total);
      // Memory of its own: a piece of Node's shared pool would keep 8 KiB alive for as long as the part waits.
      const octets = new Uint8Array(message.octets);
      text.parts[place.number - 1] = { octets, coding: message.coding, held };
      text.count += 1;
      text.octets += message.octets.length + overheadOctets;
      keptOctets += message.octets.length + overheadOctets;
      if (text.count === place.total) return { kind: 'whole', joined: remove(key, text) };
      giveUpWhile(() => open.size > mostTexts || keptOctets > mostOctets);
      return { kind: 'waiting' };
    },
    expire,
    giveUpAll: () => giveUpWhile(() => true),
    get openTexts() {
      return open.size;
    },
    get keptOctets() {
      return keptOctets;
    },
  };
}

function alone<Held>(
  { source, destination, message, held }: PartToJoin<Held>,
  begunAt: number,
): JoinedText<Held> {
  return { source, destination, text: message.text, missing: [], held: [held], begunAt };
}

/**
 * Reads the octets of parts in the order given, as one text; null where one of them is binary. Neighbours of one coding are
 * read together: some phones cut a pair of surrogates, or an escape, between two parts.
 */
export function readParts(
  parts: readonly { readonly octets: Uint8Array; readonly coding: DataCoding }[],
): string | null {
  const texts: (string | null)[] = [];
  for (let from = 0; from < parts.length; ) {
    const { coding } = parts[from] as (typeof parts)[number];
    let to = from;
    while (parts[to]?.coding.charset === coding.charset) to += 1;
    texts.push(decodeOctets(Buffer.concat(parts.slice(from, to).map(({ octets }) => octets)), coding));
    from = to;
  }
  return texts.includes(null) ? null : texts.join('');
}

function join<Held>({ source, destination, begunAt, parts }: OpenText<Held>): JoinedText<Held> {
  const missing = parts.flatMap((part, index) => (part ? [] : [index + 1]));
  const come = parts.filter((part) => part !== undefined);
  const text = readParts(come);
  return { source, destination, text, missing, held: come.map(({ held }) => held), begunAt };
}
