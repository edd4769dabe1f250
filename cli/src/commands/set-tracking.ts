import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findContact } from '../find/find-contact.ts';

const sentences = {
  agreed: 'Links in their texts are their own from now on, and it is kept which they open.',
  refused: 'They get the link of everybody from now on, and whose clicks there were is forgotten.',
  unsaid: 'They have said nothing of it: the settings of the workspace and their country decide.',
} as const;

export async function setTracking(
  desk: Desk,
  person: string,
  said: keyof typeof sentences,
  { how }: { readonly how?: string },
): Promise<ExitCode> {
  const answer = await desk.tidings.call('put', '/v1/contacts/{id}/tracking', {
    path: { id: await findContact(desk, person) },
    body: { tracking: said === 'unsaid' ? null : said, ...(how === undefined ? {} : { how }) },
  });
  desk.voice.answer(answer, () => sentences[said]);
  return exitCodes.ok;
}
