import { typeOn } from './handsets.ts';
import type { Owner } from './start-tidings.ts';
import { until } from './until.ts';

/** Somebody takes their phone of the rehearsal and writes; returns the conversation once the inbox has it. */
export async function writeToInbox({ tidings }: Owner, number: string, body: string): Promise<string> {
  await typeOn(tidings, number, body);
  return until(`“${body}” of ${number} is in the inbox`, async () => {
    const { data } = await tidings.call('get', '/v1/conversations', { query: { number } });
    return data.find((one) => one.last_body === body)?.id;
  });
}
