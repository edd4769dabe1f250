import type { Reading } from './reading.ts';

// Words of forbidden things that are also words of dishes, streets, colours, films and much else.
const drinks =
  'wines?|beers?|ales?|stouts?|rum|gin|vodka|whiske?y|bourbon|scotch|tequila|mezcal|brandy|cognac|champagne|prosecco|sherry|cider|margarita|mojito|mimosa|sangria|cocktails?|liquor|alcohol|booze|spirits|cerveza|vino|vinho|vin|biere|bier|wein|cidre|sidra|ron|rhum|alkohol|alcool';
const others =
  'guns?|rifles?|pistols?|revolvers?|shotguns?|firearms?|weapons|ammo|casinos?|poker|bingo|roulette|blackjack|jackpot|lottery|gambling|betting|slots|cigars?|cigarettes?|tobacco|smokes?|smoking|vapes?|vaping|nicotine|weed|hemp|cannabis|marijuana|hookah|naked|nude|drugs?|pills';
const touchy = `(?:${drinks}|${others})s?`;

const anyTouchy = new RegExp(String.raw`\b${touchy}\b`);

const innocent: readonly RegExp[] = [
  // Gin Lane, Casino Street, Whiskey Creek.
  new RegExp(
    String.raw`\b${touchy} (?:street|st|road|rd|lane|ln|avenue|ave|drive|creek|hills?|court|island|river|square|heights|way|blvd|boulevard|canyon|ridge|bridge|valley)\b`,
    'g',
  ),
  // Hemp-free, cigar-shaped, poker-themed, wine-coloured.
  new RegExp(
    String.raw`\b(?!alcohol)${touchy}[- ](?:free|shaped|themed|colou?red|scented|flavou?red|inspired|style|print|resistant|proof)\b`,
    'g',
  ),
  // Bières sans alcool, vino sin alcohol, Bier ohne Alkohol.
  new RegExp(String.raw`\b${touchy} (?:sin|sans|ohne|sem|without) (?:alcohol|alcool|alkohol)\b`, 'g'),
  // No alcohol, sin alcohol, ohne Bier, non-smoking. Not “no limit”, and nothing about prescriptions.
  new RegExp(
    String.raw`\b(?:no|zero|non|without(?: any)?|not a drop of|sin|sans|ohne|sem|keine?n?|anti|mock|faux|fake|toy|virgin)[- ]${touchy}\b`,
    'g',
  ),
  // Pollo a la cerveza, sauce au vin, helado de ron con pasas: what is cooked in it.
  /\b(?:a la|al|au|ao|alla|allo|a l') ?(?:cerveza|vino|vinho|vin|biere|cidre|rhum|champagne|ron|brandy|jerez|sidra|conac|cognac|bourbon)\b|\bron con pasas\b|\b(?:helado|sorbete|tarta|salsa|bombones|glace|sauce|tarte|gelado|bolo|molho|torte|kuchen|sosse|eis) (?:de|al|con|au|com|mit) (?:ron|vino|vin|rhum|vinho|cerveza|cidre|rum)\b/g,
];

// A word in a sentence about these is about them: bleach for whites, a brood bitch, a gun show of roses.
const companies: readonly { readonly beside: RegExp; readonly of: RegExp }[] = [
  {
    beside:
      /\b(?:wash(?:es|ed|ing)?|laundry|detergent|bleach|stains?|linens?|dry[- ]clean\w*|starch|iron(?:ed|ing)|sneakers|dingy|brights?|darks)\b/,
    of: /\b(?:whites|blacks)\b/g,
  },
  {
    beside:
      /\b(?:puppies|puppy|litter|kennels?|breeders?|whelp\w*|spay\w*|in heat|vets?|veterinar\w+|dog show)\b/,
    of: /\bbitch(?:es)?\b/g,
  },
  {
    beside:
      /\b(?:garden\w*|lawns?|mulch|beds?|mow\w*|yard|dandelions?|soil|seed(?:s|lings)?|hoes?|pulling|patio|crabgrass|borders?|allotment)\b/,
    of: /\bweed(?:s|ing|ed)?\b/g,
  },
];

const culture =
  /\b(?:cine|cinema|kino|films?|movies?|picture house|theat(?:er|re)|teatro|museums?|museo|musee|library|biblioteca|bibliotheque|books?|bookshop|bookstore|novels?|thrillers?|read(?:ing|s)?|screenings?|matinee|exhibit\w*|opera|musicals?|bands?|tribute|albums?|vinyl|records|concerts?|playhouse|paintings?|biography|documentary|poems?|poetry|stage|premiere|peliculas?|libros?|novela|livres?|romans?)\b/;
const german = /\b(?:und|der|die|das|fur|mit|zum|ihr|wir|sie)\b/;
const ofTitles = new RegExp(
  String.raw`\b(?:${drinks}|${others}|moonshine|absinthe|opium|cocaine|heroin|ecstasy|escort|strippers?|lolita|sex|erotic\w*|bastards?|hell|damn(?:ed)?|killers?|kush|bong)\b`,
  'g',
);

/**
 * The folded text with those words blanked that their company makes harmless; as long as it was. What is left is asked for
 * forbidden things.
 */
export function blankInnocent(text: string, reading: Reading): string {
  let left = text;
  if (anyTouchy.test(text)) for (const pattern of innocent) left = left.replace(pattern, blankOf);
  for (const { beside, of } of companies) if (beside.test(text)) left = left.replace(of, blankOf);
  return blankTitles(blankQuoted(left, text, reading), reading);
}

// Seats for “Free Beer Tomorrow”: what is shown, read or booked under a name in quotation marks.
const booked =
  /\b(?:seats?|tickets?|booking|row|screen|box office|doors|curtain|copy|reserved|waiting for you|on hold)\b/;
const inQuotes = /"[^"]{2,50}"/g;

function blankQuoted(left: string, text: string, { folded, words }: Reading): string {
  if (!booked.test(text) && !culture.test(text)) return left;
  let blanked = left;
  for (const match of text.matchAll(inQuotes)) {
    const end = match.index + match[0].length;
    const written = words.slice(folded.start(match.index), folded.end(end - 1));
    const large = written.match(/\p{Lu}\p{L}*/gu) ?? [];
    if (large.length > 1) blanked = blanked.slice(0, match.index) + blankOf(match[0]) + blanked.slice(end);
  }
  return blanked;
}

const blankOf = (found: string): string => ' '.repeat(found.length);

/** “Top Gun”, “Casino Royale”, “Guns, Germs and Steel”: written large within a sentence about films, books or bands. */
function blankTitles(text: string, { folded, words }: Reading): string {
  if (!culture.test(folded.text) || german.test(folded.text)) return text;
  return text.replace(ofTitles, (found, at: number) => {
    const start = folded.start(at);
    return isTitle(words, start, folded.end(at + found.length - 1)) ? blankOf(found) : found;
  });
}

function isTitle(words: string, start: number, end: number): boolean {
  const first = words.charAt(start);
  if (first === first.toLowerCase() || words.slice(start, end) === words.slice(start, end).toUpperCase())
    return false;
  const before = words.slice(Math.max(0, start - 40), start);
  const after = words.slice(end, end + 40);
  if (/["“‘«']\p{L}*[ ]?$/u.test(before)) return true;
  // Behind a full stop, a colon or at the beginning every word is large: then its neighbour must be as well.
  const isFirst = /(?:^|[.!?:\n])\s*$/.test(before);
  const hasLargeNeighbour =
    /^(?:,? (?:and|of|the|de|la|on|in|a)){0,2},? \p{Lu}\p{L}/u.test(after) ||
    /\p{Lu}\p{L}+,? $/u.test(before);
  return isFirst
    ? /^(?:,? (?:of|the|de|la|a|in)){0,2},? \p{Lu}\p{L}/u.test(after)
    : hasLargeNeighbour || before !== '';
}
