import { type Dice, pick, rollWithin } from './random.ts';
import { type ScriptedReply, wordings } from './scripts.ts';

/** In milliseconds or units of money, both ends included; structurally a span of the settings. */
interface Stretch {
  min: number;
  max: number;
}

/** How people take to a text. Rates go from 0 to 1 and are of those whose phone got it, but for `buys`. */
export interface Habit {
  /** It is about texts in which these words stand; '' is about all. The first that fits holds. */
  says: string;
  /** Who opens the link. */
  clicks: number;
  /** Who buys, of those who opened it. */
  buys: number;
  /** Who writes back something friendly. */
  replies: number;
  /** Who wants no more texts. */
  leaves: number;
}

/**
 * People who do more with a text than to answer it: they open its link and buy. What they do on the whole is known before
 * anything happens, so that what somebody counts can be held against the truth.
 */
export interface Shoppers {
  habits: Habit[];
  /** Texts whose link a program opens besides, as previews and scanners do. */
  previews: number;
  /** Whether such a program says what it is, or looks in every way as a person's phone does. */
  previews_look_like: 'programs' | 'people';
  /** From the text on the screen to the tap on the link. */
  tap_delay_ms: Stretch;
  /** From there to the purchase. */
  buy_delay_ms: Stretch;
  /** What somebody spends, in whole units of money. */
  spends: Stretch;
}

export interface ShoppersText {
  to: string;
  tag: string;
  body: string;
}

/** What one person does with one text. */
export interface Errand {
  link: string | null;
  isPreviewed: boolean;
  tapsAfterMs: number | null;
  buysAfterMs: number | null;
  spends: number;
  reply: ScriptedReply | null;
}

const address = /https?:\/\/[^\s]+[^\s.,;:!?)]/;

/** Decided by the seed, the number and the text's tag alone. Null where no habit is about such a text. */
export function planErrand(dice: Dice, shoppers: Shoppers, { to, tag, body }: ShoppersText): Errand | null {
  const habit = shoppers.habits.find(({ says }) => body.includes(says));
  if (!habit) return null;
  const link = address.exec(body)?.[0] ?? null;
  const does = (what: string, rate: number) => dice(what, to, tag) < rate;
  const taps = link !== null && does('taps', habit.clicks);
  const buys = taps && does('buys', habit.buys);
  return {
    link,
    isPreviewed: link !== null && does('previewed', shoppers.previews),
    tapsAfterMs: taps ? rollWithin(dice, shoppers.tap_delay_ms, 'tap_delay', to, tag) : null,
    buysAfterMs: buys ? rollWithin(dice, shoppers.buy_delay_ms, 'buy_delay', to, tag) : null,
    spends: buys ? rollWithin(dice, shoppers.spends, 'spends', to, tag) : 0,
    reply: replyOf(dice, habit, to, tag),
  };
}

function replyOf(dice: Dice, habit: Habit, to: string, tag: string): ScriptedReply | null {
  const mood = dice('mood', to, tag);
  const kind = mood < habit.leaves ? 'stop' : mood < habit.leaves + habit.replies ? 'yes' : null;
  return kind && { kind, body: pick(dice('wording', to), wordings[kind]) };
}
