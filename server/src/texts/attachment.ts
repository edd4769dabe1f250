import type { Mms } from '../templates/index.ts';

/** What is to go along with a text: media that were named, or the MMS of a template, of which `id` is known. */
export type Attachment = Omit<Mms, 'id'> & { readonly id: string | null };
