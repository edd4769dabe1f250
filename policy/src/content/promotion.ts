import type { LintPurpose } from './finding.ts';
import { type Check, findingAt, quote, spanOf } from './reading.ts';

const plainPurposes: readonly LintPurpose[] = [
  ...(['transactional', 'otp', 'healthcare', 'emergency', 'survey'] as const),
];

const promotions = new RegExp(
  [
    String.raw`\b(?:save|get|take|enjoy|extra|receive|add)\b[^.!?]{0,30}\d+ ?% ?(?:off)?`,
    String.raw`\d+ ?% ?off (?:your next|on|all|any|everything)`,
    String.raw`(?:get|and get|earn|save) \$ ?\d+ off`,
    String.raw`\bbring a (?:friend|buddy|guest)\b|\bpay \$ ?\d+ less\b|\b\$ ?\d+ (?:off|less)\b|\d+ ?% (?:off|less)\b`,
    String.raw`\boffers? (?:ends?|expires?|good|valid)\b|\btry (?:our )?\w+(?: \w+)? (?:for (?:\$|free|just|only)|free)|\bget (?:a |one |your )?free\b|\bfree (?:gift|trial|upgrade) (?:with|when|if)\b`,
    String.raw`\b(?:buy|order) (?:now|more|another)\b|\bearn (?:\d+ |bonus |extra )?(?:points|rewards)\b|\bdon't miss (?:our|out)\b|\bdeals?\b|\bsave \$`,
    String.raw`\bcoupons?\b|\bpromo(?:tion)?s? ?codes?\b`,
    String.raw`\bwith (?:code|promo) [a-z]+\d*\b`,
    String.raw`\b(?:use|enter|show) (?:the )?code \w+ (?:for|and|to get|at)\b|\badd (?:a|an|on|one|another) \w+(?: \w+)? for (?:only |just )?\$|\bfor (?:only|just) \$ ?\d`,
    String.raw`\brefer a friend|\btell a friend and`,
    String.raw`\bspecials?!|\$\d+ (?:\w+ )?special\b|\bask about our\b`,
    String.raw`\bupgrade (?:now|today)\b|\bhalf (?:price|off)\b|\bbogo\b|\bbuy (?:one|two|1|2) get\b`,
    String.raw`\b(?:on|for) sale\b[^.!?]{0,20}\b(?:at|now|today|in store|online)\b|\bflash sale\b|\bshop (?:now|our|the)\b|\bnew arrivals\b|\blimited[- ]time\b|\bspecial offers?\b`,
    String.raw`\bwhile you(?:'re| are) here\b|\btreat yourself\b|\bdouble points\b|\bcheck out our\b`,
    String.raw`\b\d+ ?% de descuento\b|\baprovech[ae]|\bllev[ae] (?:un|una|otro)|\bgratis (?:con|en) su proxim|\bofertas? (?:especial|de hoy)|\brebajas?\b|\bpromocion\b|\bcompr[ae] ahora\b`,
    String.raw`\b\d+ ?% de (?:rabais|reduction|remise)\b|\bprofitez\b|\bgratuit (?:avec|pour)|\ben solde\b|\b(?:obtenez|economisez)\b|\bsoldes?\b|\bmagasinez\b|\boffre speciale\b|\bcode promo\b`,
  ].join('|'),
);

/** A promotion makes the whole text marketing (FCC: dual purpose), for which these people have not agreed. */
export const checkPromotion: Check = (reading) => {
  if (reading.purpose === null || !plainPurposes.includes(reading.purpose)) return [];
  const match = promotions.exec(reading.folded.text);
  if (!match) return [];
  const span = spanOf(reading, match.index, match[0].length);
  return [
    findingAt('purpose.promotion', 'error', span, {
      sentence: `${quote(reading.body, span)} promotes something, which makes this ${reading.purpose} text marketing.`,
      remedy: 'Leave the promotion out, or send it to people who have joined a program for marketing.',
    }),
  ];
};
