import { type Tidings, TidingsError } from '@tidings/sdk';
import { until } from './until.ts';

/** Types an answer on a phone, as its owner would. */
export async function typeOn(tidings: Tidings, number: string, body: string): Promise<void> {
  await tidings.call('post', '/v1/rehearsal/handsets/{number}/replies', { path: { number }, body: { body } });
}

/** The texts on a phone, oldest first; none on one that the carrier has not heard of yet. */
export async function textsOn(tidings: Tidings, number: string): Promise<string[]> {
  const { conversation } = await tidings
    .call('get', '/v1/rehearsal/handsets/{number}', { path: { number } })
    .catch((error: unknown) => {
      if (error instanceof TidingsError && error.status === 404) return { conversation: [] };
      throw error;
    });
  return conversation.filter((one) => one.direction === 'outbound').map((one) => one.body);
}

/** Types and waits for the text that comes back. */
export async function askOn(tidings: Tidings, number: string, body: string): Promise<string> {
  const before = (await textsOn(tidings, number)).length;
  await typeOn(tidings, number, body);
  return until(`${number} gets an answer to “${body}”`, async () => {
    const texts = await textsOn(tidings, number);
    return texts.length > before ? texts.at(-1) : null;
  });
}
