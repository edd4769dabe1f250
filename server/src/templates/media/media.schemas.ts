import { type Static, Type } from 'typebox';
import { Invalid } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import type { MmsWish } from './load-mms.ts';
import { longestSubject, type Media, mediaOfOneTextAtMost } from './media.ts';

export const MediaAnswer = Type.Object(
  {
    object: Type.Literal('media'),
    id: Type.String(),
    name: Type.String(),
    content_type: Type.String({ description: 'By its own bytes.' }),
    bytes: Type.Integer({
      description: 'As it is kept: pictures without what their camera wrote into them.',
    }),
    width: nullable(Type.Integer()),
    height: nullable(Type.Integer()),
    is_animated: Type.Boolean(),
    created_by: Type.String(),
    created_at: Type.String({ format: 'date-time' }),
  },
  { title: 'Media' },
);

export const toMedia = (media: Media): Static<typeof MediaAnswer> => ({
  object: 'media',
  id: publicId('mda', media.id),
  name: media.name,
  content_type: media.contentType,
  bytes: media.bytes,
  width: media.width,
  height: media.height,
  is_animated: media.isAnimated,
  created_by: media.createdBy,
  created_at: media.createdAt.toISOString(),
});

/** What a text, a campaign and a template say of an MMS. */
export const MmsFields = {
  media: Type.Optional(
    Type.Array(Type.String({ maxLength: 60 }), {
      maxItems: mediaOfOneTextAtMost,
      description:
        'What goes along, mda_…, in its order: an MMS. Where sender, gateway or country cannot take it, the text goes with a link to a page that shows it.',
    }),
  ),
  mms_subject: Type.Optional(
    nullable(
      Type.String({
        maxLength: longestSubject,
        description: 'The subject of the MMS; phones show it above the text.',
      }),
    ),
  ),
};

export const MmsAnswer = Type.Object({
  media: Type.Array(Type.String(), { description: 'What goes along, mda_…; none for a plain text.' }),
  mms_subject: nullable(Type.String()),
});

export const WholeMms = Type.Object(
  {
    object: Type.Literal('mms'),
    id: Type.String(),
    subject: nullable(Type.String()),
    media: Type.Array(MediaAnswer),
    page_url: nullable(Type.String({ description: 'What people see who get a link in place of it.' })),
  },
  { title: 'Mms' },
);

type Attached = { readonly media: readonly { readonly id: string }[]; readonly subject: string | null };

export const toMmsAnswer = (mms: Attached | null): Static<typeof MmsAnswer> => ({
  media: mms ? mms.media.map(({ id }) => publicId('mda', id)) : [],
  mms_subject: mms?.subject ?? null,
});

type Asked = { readonly media?: readonly string[]; readonly mms_subject?: string | null };

/** What a body says of an MMS: undefined where it says nothing, null where it wants none. */
export function readMmsWish({ media, mms_subject: subject = null }: Asked): MmsWish | null | undefined {
  if (media === undefined && subject === null) return undefined;
  if (media === undefined || media.length === 0) {
    if (subject === null || subject.trim() === '') return null;
    throw refuse(
      'media.subject_alone',
      'A subject belongs to an MMS: name media, or leave the subject out.',
      '/mms_subject',
    );
  }
  const ids = media.map((text, at) => {
    const id = readUuidId('mda', text);
    if (id) return id;
    throw refuse('media.not_found', 'This is not the id of media (mda_…).', `/media/${at}`);
  });
  const said = subject?.trim() ?? '';
  if (/\p{Cc}/u.test(said))
    throw refuse('media.bad_subject', 'Keep the subject to one line.', '/mms_subject');
  return { media: ids, subject: said === '' ? null : said };
}

const refuse = (code: string, detail: string, pointer: string) =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
