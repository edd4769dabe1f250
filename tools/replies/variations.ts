import type { Example } from './corpus.ts';

// People put things before and after what they want. None of it changes the wish.
const before = [
  ...[
    'hi',
    'hello',
    'hey',
    'good morning',
    'please',
    'ok',
    'um',
    'sorry',
    'yo',
    'hi there',
    'dear sir',
    'look,',
  ],
  ...[
    'thanks but',
    'excuse me',
    'ok so',
    'hola',
    'bonjour',
    'oh',
    'lol',
    'ugh',
    'seriously',
    'again,',
    'well',
    'so',
  ],
];
const after = [
  ...[
    'thanks',
    'thank you',
    'please',
    'pls',
    'ty',
    'asap',
    'now',
    '!!!',
    '🙏',
    'gracias',
    'merci',
    'ok?',
    'today',
  ],
  ...['por favor', 'svp', 'thx', 'lol', 'thank you so much', 'have a nice day', 'God bless', '.', '😡', '!!'],
];
const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * The sentences themselves, and variations that keep their label: politeness around them, a slip in one word, a second
 * sentence that asks for nothing, another case. What a person wrote outweighs what was varied, since it comes first and
 * its variations stay close to it.
 */
export function vary(examples: readonly Example[], random: () => number): Example[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const plain = examples.filter(
    ({ label, text }) => label === 'none' && text.length > 12 && !/[“"«]/.test(text),
  );
  return examples.flatMap((example) => {
    const { text } = example;
    const varied = [text, dress(text, pick), slip(text, random, pick)];
    const short = shortened(text);
    if (short !== text) varied.push(short);
    // An ordinary sentence beside it: the wish must be found among other words, and ordinary words must not become a wish.
    if (example.label !== 'ask' && random() < 0.5) {
      const other = pick(plain).text;
      varied.push(random() < 0.5 ? `${text}. ${other}` : `${other}. ${text}`);
    }
    return varied.map((each) => ({ ...example, text: each }));
  });
}

/** Thumbs leave out who speaks: "love these texts", "already paid", "just got this number". */
function shortened(text: string): string {
  return text.replace(
    /^(?:i|we|i am|i'm|im|we are|we're|i have|i've|it's|this is|that's|can you|could you) (?=\S+ \S)/i,
    '',
  );
}

function dress(text: string, pick: <T>(from: readonly T[]) => T): string {
  return pick([true, false]) ? `${pick(before)} ${text}` : `${text} ${pick(after)}`;
}

function slip(text: string, random: () => number, pick: <T>(from: readonly T[]) => T): string {
  const words = text.split(' ');
  const at = Math.floor(random() * words.length);
  const word = words[at] ?? '';
  if (word.length < 4) return text.replace(/['’]/g, '');
  const place = 1 + Math.floor(random() * (word.length - 2));
  const ways = [
    word.slice(0, place) + word.slice(place + 1),
    word.slice(0, place) + (word[place + 1] ?? '') + (word[place] ?? '') + word.slice(place + 2),
    word.slice(0, place) + pick([...letters]) + word.slice(place + 1),
    word.slice(0, place) + (word[place] ?? '') + word.slice(place),
  ];
  return words.with(at, pick(ways)).join(' ');
}
