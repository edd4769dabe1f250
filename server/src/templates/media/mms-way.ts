import { canBeMadeSmaller, doFit, type Media, type MediaLimits } from './media.ts';

/** What makes a text an MMS: media in their order, and a subject. */
export type Mms = {
  readonly id: string;
  readonly media: readonly Media[];
  readonly subject: string | null;
};

/** Why an MMS goes as a text with a link: what cannot take it. */
export type LinkReason = 'gateway' | 'sender' | 'country' | 'too_many' | 'too_large' | 'type';

export type MmsWay = { readonly kind: 'mms' } | { readonly kind: 'link'; readonly reason: LinkReason };

/**
 * Whether media can go to a number by itself, or as a link to a page that shows it. Pure: the same in a preview, in a trial and when
 * the text leaves.
 */
export function mmsWayOf(
  { media }: Pick<Mms, 'media'>,
  way: {
    readonly limits: MediaLimits | null;
    /** `canMms` is null where nobody has said of this number. */
    readonly sender: { readonly kind: string; readonly canMms: boolean | null };
    readonly country: string | null;
  },
): MmsWay {
  const { limits, sender, country } = way;
  const link = (reason: LinkReason): MmsWay => ({ kind: 'link', reason });
  if (limits === null) return link('gateway');
  // A name is a sender of texts alone; no network carries an MMS from one.
  if (sender.kind === 'alphanumeric' || sender.canMms === false) return link('sender');
  if (limits.countries !== null && (country === null || !limits.countries.includes(country)))
    return link('country');
  if (media.length > limits.most) return link('too_many');
  const { types } = limits;
  // A picture that stands still can be made a JPEG, which all of them take.
  if (types && media.some((one) => !types.includes(one.contentType) && !canBeMadeSmaller(one)))
    return link('type');
  return doFit(limits, media) ? { kind: 'mms' } : link('too_large');
}

export const linkReasons: Readonly<Record<LinkReason, string>> = {
  gateway: 'The carrier account sends no pictures.',
  sender: 'No pictures leave from this number or name.',
  country: 'The carrier account sends no pictures to this country.',
  too_many: 'The carrier account takes fewer pictures in one text.',
  too_large: 'Together this is larger than the carrier account takes, and cannot be made smaller.',
  type: 'The carrier account does not take files of this kind.',
};

/** The words of a text whose media are behind a link. The same words again where they end with it already. */
export const withLink = (body: string, link: string): string =>
  body.endsWith(link) ? body : body === '' ? link : `${body}\n${link}`;

/** An MMS is counted, paced and priced as one, however long its words are. */
export const partsOfMms = 1;
