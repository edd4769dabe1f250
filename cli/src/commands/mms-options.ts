export type MmsOptions = { readonly media?: readonly string[]; readonly mmsSubject?: string };

/** What the options say of an MMS; nothing where they say nothing. */
export const mmsOf = ({ media, mmsSubject }: MmsOptions) => ({
  ...(media !== undefined && { media: [...media] }),
  ...(mmsSubject !== undefined && { mms_subject: mmsSubject }),
});
