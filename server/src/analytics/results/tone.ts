/** How a reply sounds. A guess by words, in English, Spanish, French and German; most replies are neither. */
export const tones = ['pleased', 'displeased', 'question', 'neither'] as const;
export type Tone = (typeof tones)[number];

const angryMarks = ['complaint', 'legal_threat', 'ignored_optout', 'denies_consent'];

// Words that say it by themselves. "Great" is left out: it is irony as often as not.
const pleased =
  /[❤😍😊🙏👍🎉🥰💕😀😁🤩]|\b(?:thanks?|thank you|thx|love (?:it|this|you)|awesome|perfect|excellent|gracias|perfecto|me encanta|merci|parfait|super merci|danke|perfekt|wunderbar)\b/iu;
const displeased =
  /[😡🤬👎🖕😠]|\b(?:spam+(?:ming)?|scam|annoying|harass(?:ing|ment)?|terrible|awful|worst|hate|rip ?off|disgust(?:ing|ed)|ridiculous|fuck\w*|shit\w*|estafa|molest\w+|horrible|p[eé]simo|arnaque|nul|insupportable|betrug|nervt|frechheit|schrecklich)\b/iu;
const denied = /\b(?:no|not|never|don['’]?t|didn['’]?t|kein\w*|nicht|pas|nunca)\b[^.!?]{0,12}$/iu;

/** What the reply reader has found comes first; a question is one even where it says thanks. */
export function toneOf(body: string, marks: readonly string[]): Tone {
  if (marks.some((mark) => angryMarks.includes(mark))) return 'displeased';
  const bad = displeased.exec(body);
  if (bad && !denied.test(body.slice(0, bad.index))) return 'displeased';
  if (marks.includes('question') || /[?¿]/.test(body)) return 'question';
  const good = pleased.exec(body);
  if (!good) return 'neither';
  return denied.test(body.slice(0, good.index)) ? 'displeased' : 'pleased';
}

export type Tones = Readonly<Record<Tone, number>>;

export function countTones(
  replies: readonly { readonly body: string; readonly marks: readonly string[] }[],
): Tones {
  const counts = { pleased: 0, displeased: 0, question: 0, neither: 0 };
  for (const { body, marks } of replies) counts[toneOf(body, marks)] += 1;
  return counts;
}
