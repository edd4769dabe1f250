import { getGatewayRow } from '../../gateways/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { Sender } from '../../senders/index.ts';
import type { CountryParts } from '../../spending/index.ts';
import type { FlightReason } from './flight-verdict.ts';

/** What carriers know the sender by, as far as it is on record here. */
export type Registration = {
  readonly number: string;
  readonly kind: Sender['kind'];
  readonly registration: string | null;
  readonly sentence: string;
  readonly warnings: readonly FlightReason[];
};

/** Whether the sender may be expected to get through where the people are. A rehearsal asks nobody for papers. */
export async function registrationOf(
  tx: Tx,
  sender: Sender,
  byCountry: readonly CountryParts[],
): Promise<Registration> {
  const { number, kind, registration } = sender;
  const { kind: gateway } = await getGatewayRow(tx, sender.gatewayId);
  const known = { number, kind, registration, warnings: [] };
  if (registration !== null)
    return { ...known, sentence: `Carriers know the texts of ${number} by ${registration}.` };
  const isForUs = byCountry.some(({ country }) => country === 'US');
  if (gateway.startsWith('rehearsal'))
    return { ...known, sentence: 'The rehearsal carrier asks for no registration.' };
  if (!isForUs || kind !== 'long_code')
    return { ...known, sentence: `No registration of ${number} is on record here.` };
  const sentence = `Register ${number} before you text people in the US, and note the registration with the number: carriers there block long codes without one.`;
  return { ...known, sentence, warnings: [{ severity: 'warning', code: 'registration.missing', sentence }] };
}
