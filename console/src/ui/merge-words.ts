import { t } from './language.ts';

/** A stretch of a text: words as they stand, or a place that is filled in for each person, in words. */
export type Piece = { words: string; isPlace: boolean };

const places = /(\{\{.*?\}\}|\{%.*?%\})/s;

/** The words of a text with its places said in words, for whoever reads a list or a report and writes no templates. */
export function piecesOf(body: string): Piece[] {
  return body
    .split(places)
    .map((piece, index) => ({ words: index % 2 === 1 ? placeWords(piece) : piece, isPlace: index % 2 === 1 }))
    .filter(({ words }) => words !== '');
}

function placeWords(tag: string): string {
  const inner = tag.slice(2, -2).replaceAll(/^-|-$/g, '').trim();
  return tag.startsWith('{%') ? conditionWords(inner) : fieldWords(inner);
}

/** `first_name | default: "there"` is First name, else “there”. Other filters say how it is written, not what it is. */
function fieldWords(inner: string): string {
  const [path = '', ...filters] = inner.split('|').map((part) => part.trim());
  const fallback = filters
    .map((filter) => /^default:\s*(["'])(.*)\1$/s.exec(filter)?.[2])
    .find((found) => found !== undefined);
  const name = nameOf(path);
  return fallback === undefined || fallback === ''
    ? name
    : t('{field}, else “{fallback}”', { field: name, fallback });
}

function conditionWords(inner: string): string {
  const [word = '', ...rest] = inner.split(/\s+/);
  // What a field is compared with stands in quotes, and stays as it is.
  const condition = rest.join(' ').replaceAll(/"[^"]*"|'[^']*'|[\w.]+/g, nameInCondition);
  if (word === 'if' || word === 'elsif') return t('only if {condition}:', { condition });
  if (word === 'unless') return t('only if not {condition}:', { condition });
  if (word === 'else') return t('otherwise:');
  return t('to here');
}

const joints = new Set(['and', 'or', 'not', 'contains', 'blank', 'empty', 'nil', 'true', 'false']);

const nameInCondition = (word: string): string =>
  joints.has(word) || /^[\d"']/.test(word) ? word : nameOf(word).toLowerCase();

function nameOf(path: string): string {
  const known: Record<string, string> = {
    first_name: t('First name'),
    last_name: t('Last name'),
    email: t('E-mail'),
    number: t('Number'),
    preferences_link: t('Link to their own page'),
    'brand.name': t('Brand'),
    'program.name': t('Program'),
    'workspace.name': t('Name of the business'),
    'sender.number': t('Number it comes from'),
  };
  const words = path.replace(/^(?:event|snippet|coupon|contact)\./, '').replaceAll(/[._]+/g, ' ');
  return (Object.hasOwn(known, path) && known[path]) || words.charAt(0).toUpperCase() + words.slice(1);
}
