import type { Desk } from '../desk.ts';
import type { ExitCode } from '../exit-codes.ts';
import { findContact } from '../find/find-contact.ts';
import { printPerson } from '../print/person.ts';
import { takePage, tellMore } from '../take-page.ts';

/** Who this is, what they agreed to, and what happened between us and them. */
export async function showPerson(desk: Desk, wanted: string, options: { limit: number }): Promise<ExitCode> {
  const path = { id: await findContact(desk, wanted) };
  const [contact, consent, timeline] = await Promise.all([
    desk.tidings.call('get', '/v1/contacts/{id}', { path }),
    desk.tidings.call('get', '/v1/contacts/{id}/consent', { path }),
    takePage(desk.tidings.each('/v1/contacts/{id}/timeline', { path }), options.limit),
  ]);
  const person = { contact, consent, timeline };
  desk.voice.answer(person, () => printPerson(person, desk.voice.paint));
  return tellMore(desk, timeline);
}
