import type { Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { misuse, notFound } from '../refusal.ts';
import { digitsOf } from './find.ts';

/** The id of one person, by id or by number, however the number is written. */
export async function findContact(desk: Desk, wanted: string): Promise<string> {
  if (/^con_\d+$/.test(wanted)) return wanted;
  if (!/^[+\d\s().\-/]*\d[+\d\s().\-/]*$/.test(wanted))
    throw misuse(`Say whom by id (con_…) or number; \`tidings people "${wanted}"\` searches by name.`);
  const { data } = await desk.tidings.call('get', '/v1/contacts', { query: { search: wanted, limit: 20 } });
  const [first, second] = matching(data, wanted);
  if (!first) throw notFound('contact.not_found', `There is no contact with the number ${wanted}.`);
  if (!second) return first.id;
  throw misuse(
    `${wanted} could be ${first.number} or ${second.number}. Write it with + and the country code.`,
  );
}

/** The search also finds numbers that are longer. Without a +, the country's code may be missing in front. */
export function matching<Person extends Pick<Schemas['Contact'], 'number'>>(
  people: readonly Person[],
  wanted: string,
): Person[] {
  const digits = digitsOf(wanted);
  const isWhole = wanted.trim().startsWith('+');
  const national = digits.replace(/^0/, '');
  const longestCountryCode = 3;
  return people.filter(({ number }) => {
    const own = digitsOf(number);
    if (own === digits) return true;
    return !isWhole && own.endsWith(national) && own.length - national.length <= longestCountryCode;
  });
}
