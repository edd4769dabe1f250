export type Kind = { readonly kind: string; readonly name: string };
export type KindPair = { readonly carrier: Kind | undefined; readonly rehearsal: Kind | undefined };

const ofRehearsal = 'rehearsal_';

/** Each carrier once, by name, with the kind that rehearses it; what only rehearses stands last. */
export function pairKinds(kinds: readonly Kind[]): KindPair[] {
  const known = new Map(kinds.map((one) => [one.kind, one]));
  const pairs = kinds
    .filter(({ kind }) => !kind.startsWith(ofRehearsal))
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map((carrier): KindPair => ({ carrier, rehearsal: known.get(`${ofRehearsal}${carrier.kind}`) }));
  const alone = kinds
    .filter(({ kind }) => kind.startsWith(ofRehearsal) && !known.has(kind.slice(ofRehearsal.length)))
    .map((rehearsal): KindPair => ({ carrier: undefined, rehearsal }));
  return [...pairs, ...alone];
}
