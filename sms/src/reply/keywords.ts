import { knownWord } from './lexicon.ts';
import { nearKeyword } from './slips.ts';

/** What a person wants by a reply, as far as words alone can tell. */
export type KeywordIntent = 'stop' | 'start' | 'help' | 'confirm';

/**
 * Words that mean one thing when they are the whole message. STOP to UNSUBSCRIBE are per se revocations (47 CFR
 * 64.1200(a)(10)); REVOKE, OPTOUT, STOPALL, REMOVE and TD are what the large gateways also act on; the Spanish and French
 * words are their plain translations.
 */
export const ruleWords: Readonly<Record<KeywordIntent, readonly string[]>> = {
  stop: [
    'stop',
    'quit',
    'end',
    'revoke',
    'opt out',
    'cancel',
    'unsubscribe',
    'stopall',
    'stop all',
    'optout',
    'remove',
    'td',
    'unsub',
    'alto',
    'parar',
    'pare',
    'para',
    'para ya',
    'c d',
    'baja',
    'cancelar',
    'detener',
    'basta',
    'no mas',
    'arret',
    'arreter',
    'arretez',
    'desabonner',
    'desabonnement',
    'desinscription',
    'dar de baja',
    'darme de baja',
    'ya no',
    'ya basta',
    'paren',
    'pare ya',
    'cancel all',
    'end all',
    'quit all',
    'unsubscribe all',
    'opting out',
    'delete me',
    'remove me',
    'dnc',
    ...[
      'abmelden',
      'abbestellen',
      'stopp',
      'descadastrar',
      'sair',
      'disiscrivimi',
      'afmelden',
      'uitschrijven',
    ],
    ...['avsluta', 'wypisz', 'iptal', 'tigil', 'itigil', 'berhenti', 'sispann', 'dezabone', 'huy', 'lopeta'],
    ...['stoppen', 'annulla', 'cancella', 'odhlasit', 'rezygnuje', 'avregistrera', 'peruuta', 'ihinto'],
    ...['dung lai', 'ngung', 'kanpe', 'retire m', 'me dezabone', 'jooji'],
    ...[
      'стоп',
      'отписаться',
      'отписка',
      'стоп смс',
      'скасувати',
      '退订',
      '退訂',
      'td退订',
      '停止',
      '取消',
      '取消订阅',
      '不要',
    ],
    ...[
      '配信停止',
      '解除',
      '중지',
      '수신거부',
      '취소',
      'توقف',
      'إلغاء',
      'قف',
      'הסר',
      'หยุด',
      'ยกเลิก',
      'στοπ',
      'रोकें',
      'बंद',
    ],
    ...[
      'बंद करो',
      'বন্ধ',
      'বন্ধ করুন',
      'ਬੰਦ',
      'બંધ',
      'நிறுத்து',
      'வேண்டாம்',
      'ఆపు',
      'ನಿಲ್ಲಿಸಿ',
      'നിർത്തുക',
      'بند',
      'بند کرو',
      'لغو',
    ],
    ...[
      'إيقاف',
      'عدم الاستلام',
      'בטל',
      'עצור',
      '그만',
      '거부',
      '수신 거부',
      '구독취소',
      'やめて',
      '停止して',
      '不要发了',
      '别发了',
    ],
    ...['зупинити', 'спри', 'заустави', 'դադարեցնել', 'შეჩერება', 'διαγραφη', 'ຢຸດ', 'ឈប់'],
  ],
  start: [
    'start',
    'unstop',
    'join',
    'subscribe',
    'restart',
    'resume',
    'optin',
    'opt in',
    'alta',
    'iniciar',
    'debut',
  ],
  help: ['help', 'info', 'ayuda', 'aide'],
  // Counts as an opt-in only while a double opt-in is pending, so it is never `start`.
  confirm: [
    'yes',
    'y',
    'yep',
    'yeah',
    'yea',
    'yup',
    'si',
    'oui',
    'confirm',
    'confirmo',
    'confirmar',
    'ja',
    'sim',
  ],
};

/** Politeness, urgency and anger: words around a keyword that do not change what it asks. */
const fillers: ReadonlySet<string> = new Set([
  ...'please pls plz kindly thanks thank thx ty tks now immediately asap ok okay hi hello hey sir maam just'.split(
    ' ',
  ),
  ...'already forever omg wtf ffs damn dammit goddamn fuck fucking fuckin effing freaking shit'.split(' '),
  ...'bitch asshole assholes idiots bro dude man bruh sir lady yall guys mf motherfucker tf fr plzz plzzz thnx tysm u porfavor porfa porfis gracias ya ahora hola merci svp stp bonjour'.split(
    ' ',
  ),
  ...[
    'thank you',
    'thank u',
    'no thanks',
    'no thank you',
    'no gracias',
    'por favor',
    'sil vous plait',
    'sil te plait',
  ],
  ...[
    'right now',
    'at all',
    'for good',
    'f off',
    'the fuck',
    'you guys',
    'de una vez',
    'ahora mismo',
    'maintenant',
  ],
]);

const longestKeywordWords = 3;
const longestFillerWords = 3;
interface Keyword {
  readonly intent: KeywordIntent;
  readonly word: string;
}
// Found by how replies are compared: marks stripped, and syllables of Hangul apart.
const keywords: ReadonlyMap<string, Keyword> = new Map(
  (Object.keys(ruleWords) as KeywordIntent[]).flatMap((intent) =>
    ruleWords[intent].map((word) => [compared(word), { intent, word }] as const),
  ),
);

function compared(word: string): string {
  return word
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
}

// More words than this are a sentence, whose sense is not the sum of its words.
const mostWords = 12;

/** The keyword that a whole message amounts to, politeness aside; undefined when it says anything else. */
export function findKeyword(message: readonly string[]): Keyword | undefined {
  if (message.length === 0 || message.length > mostWords) return undefined;
  const found: Keyword[] = [];
  for (let at = 0; at < message.length; ) {
    const keyword = keywordAt(message, at);
    if (keyword) found.push(keyword);
    const taken = keyword?.length ?? fillerLengthAt(message, at);
    if (taken === 0) return findSplitStop(message) ?? findNear(message);
    at += taken;
  }
  return decide(found);
}

// STOP among other keywords is still STOP: an opt-out overlooked does harm, one too many is undone by START.
function decide(found: readonly Keyword[]) {
  const stop = found.find(({ intent }) => intent === 'stop');
  const others = found.filter(({ intent }) => intent !== 'confirm');
  const [first = found[0]] = others;
  const isClear = others.every(({ intent }) => intent === first?.intent);
  const decided = stop ?? (isClear ? first : undefined);
  return decided && { intent: decided.intent, word: decided.word };
}

const keywordBeginnings = beginningsOf(keywords.keys());
const fillerBeginnings = beginningsOf(fillers);

// Most words begin neither a keyword nor a filler; to see that at once spares putting words together in vain.
function beginningsOf(phrases: Iterable<string>): ReadonlySet<string> {
  return new Set([...phrases].map((phrase) => phrase.split(' ', 1)[0] ?? ''));
}

function keywordAt(message: readonly string[], at: number) {
  const first = message[at] ?? '';
  if (!keywordBeginnings.has(first) && !keywordBeginnings.has(first.slice(0, -1))) return undefined;
  for (let length = longestKeywordWords; length > 0; length--) {
    const written = message.slice(at, at + length);
    if (written.length < length) continue;
    for (const word of [written.join(' '), written.join(' ').replace(/(\p{L})\1$/u, '$1')]) {
      const keyword = keywords.get(word);
      if (keyword) return { ...keyword, length };
    }
  }
  return undefined;
}

/** How many words from here on are one filler; 0 when the next word is none. */
export function fillerLengthAt(message: readonly string[], at: number): number {
  if (!fillerBeginnings.has(message[at] ?? '')) return 0;
  for (let length = longestFillerWords; length > 0; length--) {
    if (at + length <= message.length && fillers.has(message.slice(at, at + length).join(' '))) return length;
  }
  return 0;
}

// "st op", "can cel", "un subscribe": a slip of the thumb. Only stopping is worth a guess.
function findSplitStop(message: readonly string[]): { intent: 'stop'; word: string } | undefined {
  if (message.length < 2 || message.length > 4) return undefined;
  const word = message.join('');
  return word.length >= 4 && keywords.get(word)?.intent === 'stop' ? { intent: 'stop', word } : undefined;
}

// "stpo", "unsuscribe", "cancle please": one letter amiss, and nothing else said but politeness.
function findNear(message: readonly string[]): { intent: 'stop'; word: string } | undefined {
  let near: string | undefined;
  for (let at = 0; at < message.length; ) {
    const filler = fillerLengthAt(message, at);
    const written = message[at] ?? '';
    if (filler === 0) {
      const word = nearKeyword(written) ?? nearKeyword(knownWord(written)) ?? known(knownWord(written));
      if (word === undefined || (near !== undefined && near !== word)) return undefined;
      near = word;
    }
    at += filler || 1;
  }
  return near === undefined ? undefined : { intent: 'stop', word: near };
}

const known = (word: string) => (keywords.get(word)?.intent === 'stop' ? word : undefined);
