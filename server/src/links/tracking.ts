import { countryOfNumber } from '@tidings/sms/countries';
import type { Tracking } from '../contacts/index.ts';
import type { LinkSetting } from './link.ts';

/**
 * Where keeping who opened a link takes the person's agreement first: the ePrivacy directive art. 5(3) as the states of the EEA and the
 * United Kingdom (PECR reg. 6) have it, and the islands that follow them; Switzerland is asked as well, to be safe. Places with a
 * code of their own are named by themselves: Åland and the French overseas departments (GF, GP, MF, MQ, RE, YT) are parts of the Union
 * (TFEU art. 349 and 355). France’s law on data, whose art. 82 is the directive’s, is followed in its other lands too (BL, NC, PF,
 * PM, WF), and Norway’s on Svalbard (SJ), or so nearly that asking is safer.
 */
export const asksFirst: readonly string[] = [
  ...['AT', 'BE', 'BG', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GG', 'GI', 'GR', 'HR'],
  ...['HU', 'IE', 'IM', 'IS', 'IT', 'JE', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE'],
  ...['SI', 'SK'],
  ...['AX', 'BL', 'GF', 'GP', 'MF', 'MQ', 'NC', 'PF', 'PM', 'RE', 'SJ', 'WF', 'YT'],
];

export type LinkReader = {
  readonly number: string;
  /** Of their address, where it is on file. */
  readonly country: string | null;
  readonly tracking: Tracking | null;
};

/**
 * Whether a link may be the person's own. Their word comes first; without one the country of the number and that of the address
 * both have to allow it. Who may not be tracked gets the link of everybody, by which nobody can be told.
 */
export function mayTrack(
  { number, country, tracking }: LinkReader,
  setting: Pick<LinkSetting, 'tracking' | 'agreementIn'>,
): boolean {
  if (setting.tracking === 'link' || tracking === 'refused') return false;
  if (tracking === 'agreed') return true;
  if (setting.tracking === 'agreed') return false;
  const asking = setting.agreementIn ?? asksFirst;
  return ![countryOfNumber(number), country].some((one) => one !== null && asking.includes(one));
}
