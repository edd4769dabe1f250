import { misuse, notFound } from '../refusal.ts';

export type Kind = {
  /** What people call one of these. */
  readonly word: string;
  /** What its ids begin with. */
  readonly prefix: string;
  /** The command that lists them. */
  readonly listing: string;
};

export type Named = { readonly id: string; readonly name: string };

export function isId(text: string, { prefix }: Kind): boolean {
  return new RegExp(`^${prefix}_[0-9a-f]{32}$`).test(text);
}

const mostNamed = 8;

/** The one that is meant by an id or a name. Upper and lower case are one, unless that leaves a doubt. */
export function choose<Thing extends Named>(things: readonly Thing[], wanted: string, kind: Kind): Thing {
  const exact = things.filter((thing) => thing.id === wanted || thing.name === wanted);
  const alike = things.filter((thing) => fold(thing.name) === fold(wanted));
  const found = exact.length > 0 ? exact : alike;
  const [first] = found;
  if (first && found.length === 1) return first;
  if (first) {
    const ids = found.map(({ id }) => id).join(', ');
    throw misuse(`${found.length} ${kind.word}s are called “${wanted}”. Say which by its id: ${ids}.`);
  }
  throw notFound(`${kind.word}.not_found`, `There is no ${kind.word} “${wanted}”. ${advice(things, kind)}`);
}

/** Where there is only one, it need not be named. */
export function chooseOnly<Thing extends Named>(things: readonly Thing[], kind: Kind, flag: string): Thing {
  const [first] = things;
  if (first && things.length === 1) return first;
  if (!first) throw notFound(`${kind.word}.not_found`, advice(things, kind));
  throw misuse(`Say which ${kind.word} with ${flag}. ${advice(things, kind)}`);
}

function advice(things: readonly Named[], { word, listing }: Kind): string {
  if (things.length === 0) return `There is none yet.`;
  if (things.length > mostNamed) return `See \`${listing}\`.`;
  const names = things.map(({ name }) => `“${name}”`).join(', ');
  return things.length === 1 ? `The only ${word} is ${names}.` : `There are: ${names}.`;
}

const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();
