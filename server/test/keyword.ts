import { randomUUID } from 'node:crypto';
import type { Keyword, KeywordContent } from '../src/inbound/keywords/keyword.ts';

/** What somebody has written down who has written down nothing in particular. */
export const plainContent: KeywordContent = {
  kind: 'reply',
  words: ['PIZZA'],
  programId: '00000000-0000-7000-8000-000000000001',
  senderId: null,
  startsAt: null,
  endsAt: null,
  body: 'Bakery: Pizza is on from six.',
  againBody: null,
  media: [],
  mmsSubject: null,
  mmsId: null,
  mayGoOn: false,
  isSuggested: true,
  perPersonPerDay: null,
  most: null,
  tags: [],
  entries: 'once',
  choices: [],
  counts: 'first',
  address: null,
  everyHours: 24,
};

/** A keyword that is nowhere on record, for tests of the pure parts. */
export const keywordFor = (given: Partial<Keyword>): Keyword => ({
  ...plainContent,
  id: randomUUID(),
  version: 1,
  brandId: '00000000-0000-7000-8000-000000000002',
  createdAt: new Date(0),
  updatedAt: new Date(0),
  archivedAt: null,
  ...given,
});
