import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findContact } from '../find/find-contact.ts';
import { formatTime } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';

const sentences = {
  agreed: 'Links in their texts are their own from now on, and it is kept which they open.',
  refused: 'They get the link of everybody from now on, and whose clicks there were is forgotten.',
  unsaid: 'They have said nothing of it: the settings of the workspace and their country decide.',
} as const;

export async function setTracking(
  desk: Desk,
  person: string,
  said: keyof typeof sentences | undefined,
  { how }: { readonly how?: string },
): Promise<ExitCode> {
  const id = await findContact(desk, person);
  if (said === undefined) return showTracking(desk, id);
  const answer = await desk.tidings.call('put', '/v1/contacts/{id}/tracking', {
    path: { id },
    body: { tracking: said === 'unsaid' ? null : said, ...(how === undefined ? {} : { how }) },
  });
  desk.voice.answer(answer, () => sentences[said]);
  return exitCodes.ok;
}

async function showTracking(desk: Desk, id: string): Promise<ExitCode> {
  const answer = await desk.tidings.call('get', '/v1/contacts/{id}/tracking', { path: { id } });
  const { tracking, said_at: at, how } = answer;
  desk.voice.answer(answer, () => {
    const shown = [at === null ? null : formatTime(at), how === null ? null : plain(how)].filter(
      (one) => one !== null,
    );
    return [tracking ?? 'unsaid', ...shown].join('  ');
  });
  return exitCodes.ok;
}
