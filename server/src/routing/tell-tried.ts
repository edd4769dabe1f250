import { publicId } from '../platform/ids.ts';
import { writeMoney } from '../spending/index.ts';
import type { TriedRoute, TriedSender } from './try-route.ts';

/** Each way of each number with why it is not the one, for people. */
export function tellTried({ tried, best }: TriedRoute) {
  return tried.flatMap((one) =>
    one.choice.judged.map(({ way, whyNot }) => ({
      sender_id: publicId('snd', one.sender.id),
      sender: one.sender.number,
      gateway_id: publicId('gtw', way.gatewayId),
      gateway: way.gatewayName,
      route_id: way.routeId && publicId('rte', way.routeId),
      rank: way.rank,
      price_per_part: way.pricePerPart === null ? null : writeMoney(way.pricePerPart),
      why_not: one.sender.id === best?.sender.id ? whyNot : whyNotSender(one, whyNot, best?.sender.number),
    })),
  );
}

function whyNotSender(
  { refusal }: TriedSender,
  whyNot: { code: string; sentence: string } | null,
  chosen: string | undefined,
) {
  if (refusal !== null) return { code: 'sender', sentence: refusal };
  return whyNot ?? { code: 'sender', sentence: `${chosen ?? 'Another number'} comes first.` };
}
