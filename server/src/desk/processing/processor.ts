import { europeanEconomicArea } from '@tidings/policy/places';
import type { GatewayInUse, Processor } from './processor.queries.ts';

/** Whether data that goes from a business here to a processor there leaves the reach of its law (GDPR art. 44). */
export function isTransfer(from: string, to: string | null): boolean {
  if (to === null || from === to) return false;
  return europeanEconomicArea.has(from) ? !europeanEconomicArea.has(to) : from === 'GB';
}

/** What art. 28 wants of an entry and it lacks, in sentences. */
export function lacksOf(one: Processor, home: string): string[] {
  if (one.endedOn !== null) return [];
  return [
    ...(one.country === null ? [`${one.name}: the country is not known.`] : []),
    ...(one.contractOn === null ? [`${one.name}: the date of the contract is missing.`] : []),
    ...(one.dpaOn === null ? [`${one.name}: there is no agreement on processing (GDPR art. 28(3)).`] : []),
    ...(isTransfer(home, one.country) && one.safeguard === null
      ? [`${one.name}: data goes to ${one.country}; say by what safeguard (GDPR art. 46).`]
      : []),
  ];
}

/** Gateways that send texts and stand in no entry. */
export const unrecorded = (
  gateways: readonly GatewayInUse[],
  processors: readonly Processor[],
): GatewayInUse[] =>
  gateways.filter(
    ({ id }) => !processors.some(({ gatewayId, endedOn }) => gatewayId === id && endedOn === null),
  );
