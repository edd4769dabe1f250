import { Invalid } from '../errors.ts';
import { type Guard, guardOutside } from './guard.ts';

/** Why nothing is sent to an address, as far as the address itself tells. Where its name leads is found out with each request. */
export type AddressFault = 'bad_address' | 'private_address';

export function faultOf(url: URL | null, guard: Guard): AddressFault | null {
  if (url === null || hasCredentials(url) || url.protocol !== 'https:') return 'bad_address';
  return guard.isClosed(hostOf(url)) ? 'private_address' : null;
}

export const hasCredentials = ({ username, password }: URL): boolean => username !== '' || password !== '';

/** Without the brackets of an IPv6 address. */
const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '');

const sentences: Readonly<Record<AddressFault, string>> = {
  bad_address: 'Give an address that begins with https:// and holds no password.',
  private_address:
    'This address is of this machine or its network. Calls go to public addresses alone, so none would ever arrive.',
};

const guard = guardOutside();

/**
 * What `Outside` would find of an address before a byte leaves, for whoever enters one to be called: it is said there, and not
 * first with a call that never arrives. Null where nothing stands against it.
 */
export function findAddressFault(text: string): { code: AddressFault; sentence: string } | null {
  const code = faultOf(URL.parse(text), guard);
  return code && { code, sentence: sentences[code] };
}

/** The same as a refusal, told at the field; `noun` is what the code begins with. The address as it is called, where nothing is. */
export function readCalledAddress(text: string, noun: string, pointer: string): string {
  const fault = findAddressFault(text);
  if (fault) {
    const code = `${noun}.${fault.code}`;
    throw new Invalid(code, fault.sentence, [{ pointer, code, detail: fault.sentence }]);
  }
  return new URL(text).href;
}
