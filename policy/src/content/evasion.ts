import { everyMatch } from './every-match.ts';
import type { LintFinding } from './finding.ts';
import { foldText, invisible } from './fold.ts';
import { type Check, findingAt, quote, type Reading } from './reading.ts';

/** Spelling made to be read by people and missed by filters; carriers take it for an admission. */
export const checkEvasion: Check = (reading) => [
  ...findSpaced(reading),
  ...findLeet(reading),
  ...findInvisible(reading),
  ...findMixedScripts(reading),
  ...findStyled(reading),
  ...findSpintax(reading),
];

/** Words that filters look for, and that people therefore disguise. */
const guarded = new Set(
  (
    'viagra cialis xanax adderall tramadol pills weed cannabis marijuana thc cbd kratom hemp vape vapes loan loans cash money credit debt casino ' +
    'poker betting jackpot lottery sex sexy porn nude nudes xxx escort escorts naked horny free prize winner win bitcoin crypto click guns ammo ' +
    'rifle pistol password account verify urgent fuck fucking shit bitch asshole alcohol vodka whiskey cigarettes stop ' +
    'gratis gratuit gratuito gratuita oferta ofertas rebaja rebajas descuento dinero premio premios ganador gane gana sorteo prestamo prestamos credito creditos sexo apuesta apuestas haga clic droga drogas ' +
    'offre offres soldes argent cadeau cadeaux gagnez gagnant pret prets remise dette sexe drogue kostenlos umsonst rabatt angebot angebote gewinn gewinnen gewinner geld kredit kredite schulden drogen waffen ' +
    'gratuita promocao desconto descontos dinheiro emprestimo premio sorteio ganhe aposta apostas cerveza vino wein bier vin biere vinho cerveja cigarrillos tabaco tabac tabak ' +
    'sale sales discount discounts special specials offer offers deal deals huge big hot buy save savings limited bonus gift gifts coupon coupons reward rewards now today exclusive clearance cheap price prices off'
  ).split(' '),
);

// Letters one by one with the same thing between them: c a n n a b i s, L.O.A.N, s-e-x, F*R*E*E.
const spaced = /(?<![\p{L}\p{N}])\p{L}(?:([ .\-*_|/])\p{L})(?:\1\p{L}){1,20}(?![\p{L}\p{N}])/gu;

function findSpaced({ words, body }: Reading): LintFinding[] {
  return [...everyMatch(spaced, words)].flatMap((match) => {
    const joined = match[0].replace(/[^\p{L}]/gu, '');
    if (isSpelling.test(words.slice(Math.max(0, match.index - 24), match.index))) return [];
    if (!guarded.has(foldText(joined)) && !isDisguise(joined, match[1] ?? '')) return [];
    const span = [match.index, match.index + match[0].length] as const;
    return [
      findingAt('evasion.spaced', 'error', span, {
        sentence: `${quote(body, span)} is “${joined}” spelled so that filters do not see it.`,
        remedy: 'Write the word as it is, or leave it out: carriers block texts that hide words.',
        fix: joined,
      }),
    ];
  });
}

// “How do you spell y-o-g-u-r-t”: nothing is hidden where the letters are what it is about.
const isSpelling =
  /\b(?:spell(?:s|ed|ing|t)?|letters?|deletrea\w*|epel\w*|buchstabier\w*|soletra\w*)\b[^.!?]*$/iu;

/** Nobody writes a small word letter by letter but to hide it; N.A.S.A. and R-S-V-P are shouted, and spelled-out names are short. */
const isDisguise = (joined: string, between: string): boolean =>
  joined === joined.toLowerCase() && joined.length >= (between === ' ' ? 5 : 4) && /[aeiouy]/.test(joined);

const leetLetters: Readonly<Record<string, string>> = {
  ...{
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '8': 'b',
    '@': 'a',
    $: 's',
    '!': 'i',
    '*': '*',
  },
};
const leetWord =
  /(?<![\p{L}\p{N}@$!*])(?=[\p{L}\d@$!*]*\p{L})(?=[\p{L}\d@$!*]*[0134578@$!*])[\p{L}\d@$!*]{3,16}(?![\p{L}\p{N}@])/giu;

function findLeet({ words, body, links }: Reading): LintFinding[] {
  return [...everyMatch(leetWord, words)].flatMap((match) => {
    const written = match[0].replace(/[!*]+$/, '');
    const latin = foldText(written);
    const plain = latin.replace(/[0134578@$!]/g, (sign) => leetLetters[sign] ?? sign);
    const meant = meaningOf(
      plain,
      /\p{Lu}/u.test(written.slice(1)) ? written : written.charAt(0) + latin.slice(1),
    );
    const isInLink = links.some((link) => match.index >= link.start && match.index < link.end);
    const isMail = written.includes('@') && /^\.\p{L}/u.test(words.slice(match.index + match[0].length));
    if (meant === null || isInLink || isMail) return [];
    const span = [match.index, match.index + written.length] as const;
    return [
      findingAt('evasion.leet', 'error', span, {
        sentence: `${quote(body, span)} is “${meant}” spelled so that filters do not see it.`,
        remedy: 'Write the word as it is, or leave it out: carriers block texts that hide words.',
        fix: meant,
      }),
    ];
  });
}

// Signs among small letters, with letters on both sides: d1sc0unts, cle@r@nce, ca$h. Codes and models are written in capitals, or
// have digits side by side; a1c, h2o and their like are too short or have no vowel to be read as a word.
const hiddenInside = /^[A-Z]?[a-z]*(?:[a-z]+[013457@$!]{1,2}(?=[a-z]))+[a-z]+$/;
const wellKnown = /^(?:[a-z][0-9][a-z]|mp[34]a?|co2e|covid19s)$/;
const isReadable = (plain: string): boolean =>
  /[aeiou]/.test(plain) && !/[bcdfghjklmnpqrstvwxz]{4}/.test(plain);

function meaningOf(plain: string, written: string): string | null {
  if (plain === written.toLowerCase() && !plain.includes('*')) return null;
  if (hiddenInside.test(written) && written.length >= 4 && !wellKnown.test(written) && isReadable(plain))
    return plain;
  if (!plain.includes('*'))
    return guarded.has(plain)
      ? plain
      : guarded.has(plain.replaceAll('i', 'l'))
        ? plain.replaceAll('i', 'l')
        : null;
  const shape = new RegExp(`^${plain.replaceAll('*', '[a-z]')}$`);
  return [...guarded].find((word) => shape.test(word)) ?? null;
}

/** Joiners hold emoji and the letters of some scripts together; anywhere else they hide something. */
function findInvisible({ body }: Reading): LintFinding[] {
  const found: LintFinding[] = [];
  for (const match of body.matchAll(new RegExp(invisible, 'gu'))) {
    const before = body.slice(0, match.index);
    const after = body.slice(match.index + match[0].length);
    if (isWanted(match[0], before, after)) continue;
    found.push(
      findingAt('evasion.invisible', 'error', [match.index, match.index + match[0].length], {
        sentence: `An invisible character (U+${match[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}) stands in this text.`,
        remedy:
          'Take it out: it comes with copied text or hides words from filters, and it costs half of each part.',
        fix: '',
      }),
    );
  }
  return found;
}

const takesVariant = /[\p{Extended_Pictographic}\d#*]$/u;
const endsPicture = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
const beginsPicture = /^(?:\p{Extended_Pictographic}|[♀♂⚕])/u;
const joiningScript =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Sinhala}\p{Script=Malayalam}]/u;

function isWanted(character: string, before: string, after: string): boolean {
  if (character === '\ufe0f') return takesVariant.test(before) || endsPicture.test(before);
  if (character === '\u200d' && endsPicture.test(before) && beginsPicture.test(after)) return true;
  const around = before.slice(-12) + after.slice(0, 12);
  return /[\u200c-\u200f\u202a-\u202e]/.test(character) && joiningScript.test(around);
}

const wordPattern = /[\p{L}\p{M}]{2,}/gu;

function findMixedScripts({ words, body, links }: Reading): LintFinding[] {
  return [...everyMatch(wordPattern, words)].flatMap((match) => {
    const isForeign = /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(match[0]);
    // A word all of another alphabet that reads as one of ours stands in for it: сash, сredit, sex, free.
    const isMixed = isForeign && (/\p{Script=Latin}/u.test(match[0]) || guarded.has(foldText(match[0])));
    if (!isMixed || links.some((link) => match.index >= link.start && match.index < link.end)) return [];
    const span = [match.index, match.index + match[0].length] as const;
    return [
      findingAt('evasion.mixed_scripts', 'error', span, {
        sentence: `${quote(body, span)} mixes letters of two alphabets that look alike.`,
        remedy: 'Type the word anew with letters of one alphabet.',
      }),
    ];
  });
}

// 𝗙𝗥𝗘𝗘, ＦＲＥＥ, ⓕⓡⓔⓔ, ᶠʳᵉᵉ: letters of mathematics, of wide type, in circles and raised, which people read and filters do not.
const styled =
  /[\u{1d400}-\u{1d7ff}\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\u{1f130}-\u{1f189}\u1d2c-\u1d6a\u02b0-\u02b8]{2,}(?:[ .,!-]+[\u{1d400}-\u{1d7ff}\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\u{1f130}-\u{1f189}]+)*/gu;

function findStyled({ body }: Reading): LintFinding[] {
  const match = everyMatch(styled, body)[0];
  if (!match) return [];
  const span = [match.index, match.index + match[0].length] as const;
  const fix = match[0].normalize('NFKC');
  return [
    findingAt('evasion.styled', 'error', span, {
      sentence: `${quote(body, span)} is set in letters that only look like letters, which filters take for hiding words.`,
      remedy: 'Type it in ordinary letters: these also make each part of the text less than half as long.',
      fix,
    }),
  ];
}

// {Hi|Hello}: what a program would choose from, so that no two texts are the same. Double brackets of the same kind as well.
const spintax = /[[{]{1,2}[^[\]{}|\n]{1,60}(?:\|[^[\]{}|\n]{1,60})+[\]}]{1,2}/g;

function findSpintax({ words, body }: Reading): LintFinding[] {
  const first = [...words.matchAll(spintax)].find((match) => !match[0].includes('\ue000'));
  if (!first) return [];
  const span = [first.index, first.index + first[0].length] as const;
  return [
    findingAt('evasion.spintax', 'error', span, {
      sentence: `${quote(body, span)} would make each text a little different, which carriers call evasion.`,
      remedy: 'Choose one wording; where people differ, use a merge field.',
      fix: /[[{]{1,2}([^|]*)/.exec(first[0])?.[1]?.trim() ?? '',
    }),
  ];
}
