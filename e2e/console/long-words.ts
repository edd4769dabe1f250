import type { Page } from 'playwright-core';

/** A name of sixty letters in a language that writes such in one word, and one after it that tells rows apart. */
export const longName = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsamt';
export const tenMillion = 10_234_567;
/** What people write where words are free: letters that are several, writing from the right, and a script that must not run. */
export const oddWords =
  '👩‍👩‍👧 ليلى حسن ‮עברית‬ <img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';

// What people call things. Names that the console finds something by, such as those of tags and columns, stay as they are.
const called = /^(name|label|title|prize|(campaign|program|list|sender|brand|workspace|first|last)_name)$/;
const byName =
  /^\/v1\/(tags|contact-fields|coupon-pools|roles|gateway-kinds|registration-forms|me$|me\/notification-settings|workspace\/)/;
const written = /^(body|disclosure|description|rules|thanks|invitation|reply_body|help_contact)$/;
const counted =
  /^(people|members|texts|parts|all|given|left|redeemed|delivered|failed|sent|clicked|replied|opt_outs|joined|opened|human|audience|count|rows|read|will_receive|contacts|entries|answers|codes|unread|of|hits)$/;

/** The same answers with every name as long as names get, words as odd, and every number of people and texts as large. */
export function lengthened(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => lengthened(one, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, lengthened(one, name)]));
  if (typeof value === 'string' && value !== '' && called.test(key)) return longName;
  if (typeof value === 'string' && value !== '' && written.test(key)) return oddWords;
  if (Number.isInteger(value) && Number(value) > 0 && counted.test(key)) return tenMillion;
  return value;
}

/** Everything that this page asks for comes lengthened. */
export async function lengthen(page: Page): Promise<void> {
  await page.route('**/v1/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (route.request().method() !== 'GET' || pathname.endsWith('/stream') || byName.test(pathname))
      return route.continue();
    const answer = await route.fetch();
    const isJson = answer.ok() && answer.headers()['content-type']?.includes('json');
    if (!isJson) return route.fulfill({ response: answer });
    return route.fulfill({ response: answer, json: lengthened(await answer.json()) });
  });
}
