import { NotFound } from '../platform/errors.ts';
import { readNumberId, readUuidId } from '../platform/ids.ts';

export function readContactId(text: string): number {
  const id = readNumberId('con', text);
  if (id === null) throw new NotFound('contact.not_found', `There is no contact ${text} in this workspace.`);
  return id;
}

export function readProgramId(text: string): string {
  const id = readUuidId('prg', text);
  if (id === null) throw new NotFound('program.not_found', `There is no program ${text} in this workspace.`);
  return id;
}
