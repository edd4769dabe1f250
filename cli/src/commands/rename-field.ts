import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { oneLine } from '../print/plain.ts';

/** Calls a field something else; its name, by which texts and segments ask for it, stays. */
export async function renameField(desk: Desk, name: string, label: string): Promise<ExitCode> {
  const field = await desk.tidings.call('patch', '/v1/contact-fields/{name}', {
    path: { name },
    body: { label },
  });
  desk.voice.answer(
    field,
    () => `${field.name} is called “${oneLine(field.label)}” now. Texts and segments ask for it as before.`,
  );
  return exitCodes.ok;
}
