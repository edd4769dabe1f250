import { describe, expect, test } from 'vitest';
import { testContext } from '../../../test/context.ts';
import type { Media, MediaLimits } from './media.ts';
import { mediaTokenOf, mediaUrlsOf, readMediaToken } from './media-links.ts';
import { mmsWayOf, withLink } from './mms-way.ts';

const media = (change: Partial<Media> = {}): Media => ({
  ...{ id: '0192f3a4-0000-7000-8000-000000000001', name: 'Cat', contentType: 'image/jpeg', bytes: 900_000 },
  ...{ width: 10, height: 10, isAnimated: false, createdBy: 'x', createdAt: new Date(0) },
  ...change,
});
const limits: MediaLimits = { most: 2, bytesAtMost: 600_000, countries: ['US', 'CA'] };
const sender: { kind: string; canMms: boolean | null } = { kind: 'long_code', canMms: null };
const wayOf = (
  all: Media[],
  way: { limits?: MediaLimits | null; sender?: typeof sender; country?: string | null } = {},
) => mmsWayOf({ media: all }, { limits, sender, country: 'US', ...way });
const link = (reason: string) => ({ kind: 'link', reason });

describe('media go with a text', () => {
  test('where account, sender and country take them', () => {
    expect(wayOf([media()])).toEqual({ kind: 'mms' });
    expect(wayOf([media({ contentType: 'video/mp4', bytes: 500_000 })])).toEqual({ kind: 'mms' });
  });
});

describe('media go as a link', () => {
  test.each([
    ['the account sends none', [media()], { limits: null }, 'gateway'],
    ['the sender is a name', [media()], { sender: { kind: 'alphanumeric', canMms: null } }, 'sender'],
    ['no picture leaves from the number', [media()], { sender: { ...sender, canMms: false } }, 'sender'],
    ['the country gets none', [media()], { country: 'GB' }, 'country'],
    ['nobody knows the country', [media()], { country: null }, 'country'],
    ['there are too many', [media(), media(), media()], {}, 'too_many'],
    ['a film is too large', [media({ contentType: 'video/mp4' })], {}, 'too_large'],
    [
      'a moving picture is too large',
      [media({ contentType: 'image/gif', isAnimated: true })],
      {},
      'too_large',
    ],
    [
      'a film leaves no room for a picture',
      [media({ contentType: 'video/mp4', bytes: 580_000 }), media()],
      {},
      'too_large',
    ],
    [
      'a film is larger than what is no picture may be',
      [media({ contentType: 'video/mp4', bytes: 500_000 })],
      { limits: { ...limits, otherBytesAtMost: 400_000 } },
      'too_large',
    ],
    [
      'the account does not take films',
      [media({ contentType: 'video/mp4', bytes: 10 })],
      { limits: { ...limits, types: ['image/jpeg'] } },
      'type',
    ],
  ])('where %s', (_what, all, way, reason) => expect(wayOf(all, way)).toEqual(link(reason)));

  test('which stands at the end of the words, once', () => {
    expect(withLink('Look', 'https://x/m/a')).toBe('Look\nhttps://x/m/a');
    expect(withLink('Look\nhttps://x/m/a', 'https://x/m/a')).toBe('Look\nhttps://x/m/a');
  });
});

describe('the address at which a carrier fetches', () => {
  const ctx = { ...testContext({} as never), origin: 'https://texts.example.org' };
  const workspaceId = '0192f3a4-0000-7000-8000-00000000000f';
  const of = (all: Media[], own: Partial<MediaLimits> = {}) =>
    mediaUrlsOf(ctx, workspaceId, { media: all }, { ...limits, ...own });
  const read = (url: string | undefined) =>
    readMediaToken(ctx, new URL(url ?? '').pathname.split('/')[2] ?? '');

  test('says what it is, and asks for less where the carrier takes less', () => {
    const [url] = of([media()]);
    expect(url).toMatch(/^https:\/\/texts\.example\.org\/media\/1\.[\w-]+\.[\w-]+\/1\.jpg$/);
    expect(read(url)).toEqual({ workspaceId, mediaId: media().id, bytesAtMost: 590_000 });
    expect(read(of([media({ bytes: 100 })])[0])?.bytesAtMost).toBe(0);
    expect(read(of([media({ bytes: 100, contentType: 'image/webp' })])[0])?.bytesAtMost).toBe(590_000);
    expect(
      read(of([media({ bytes: 100, contentType: 'image/png' })], { types: ['image/jpeg'] })[0])?.bytesAtMost,
    ).toBe(590_000);
    expect(of([media({ bytes: 100, contentType: 'text/vcard' })])[0]).toMatch(/\.vcf$/);
  });

  test('is good for a week, and for nothing that was changed', () => {
    const token = mediaTokenOf(ctx, { workspaceId, mediaId: media().id, bytesAtMost: 0 });
    const later = (days: number) => ({
      ...ctx,
      clock: { ...ctx.clock, now: () => new Date(ctx.clock.now().getTime() + days * 86_400_000) },
    });
    expect(readMediaToken(later(7), token)).not.toBeNull();
    expect(readMediaToken(later(9), token)).toBeNull();
    for (let at = 0; at < token.length; at += 1) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      const found = readMediaToken(ctx, changed);
      // The last letter of base64url may hold bits that mean nothing.
      expect(found === null || found.mediaId === media().id).toBe(true);
      if (at < token.length - 1 && at !== token.indexOf('.', 2) - 1) expect(found).toBeNull();
    }
  });
});
