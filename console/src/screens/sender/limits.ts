import type { ItemOf } from '@tidings/sdk';

type Pace = ItemOf<'/v1/paces'>;
type Sender = Pick<ItemOf<'/v1/senders'>, 'id' | 'gateway_id' | 'registration'>;
type Registration = Pick<ItemOf<'/v1/registrations'>, 'numbers' | 'brand_registration_id'>;

export type Limit = Pace & { readonly carrier: string | null };

const order: readonly Pace['level'][] = ['sender', 'registration', 'gateway', 'workspace'];

/**
 * Every limit that counts the texts of a number, the narrowest scope first: its own, those of carriers for its registration and its
 * brand, its account's, the workspace's. A text leaves when all of them let it.
 */
export function limitsOf(
  paces: readonly Pace[],
  sender: Sender,
  registrations: readonly Registration[],
): Limit[] {
  const registered = registrations.find(({ numbers }) =>
    numbers.some(({ sender_id }) => sender_id === sender.id),
  );
  const keys = [sender.registration, registered?.brand_registration_id].filter(
    (key) => typeof key === 'string',
  );
  const isOurs = ({ level, subject }: Pace): boolean => {
    if (level === 'sender') return subject === sender.id;
    if (level === 'gateway') return subject === sender.gateway_id;
    if (level === 'registration') return keys.some((key) => subject.startsWith(`${key}:`));
    return level === 'workspace';
  };
  return paces
    .filter(isOurs)
    .map((pace) => ({
      ...pace,
      carrier: pace.level === 'registration' ? pace.subject.slice(pace.subject.lastIndexOf(':') + 1) : null,
    }))
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

export const paceUnits = { second: 1, minute: 60, day: 86_400 } as const;
export type PaceUnit = keyof typeof paceUnits;

/** Parts a second, whichever unit a carrier said. */
export const perSecond = (parts: number, unit: PaceUnit): number => parts / paceUnits[unit];
