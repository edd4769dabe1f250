import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CheckedContent, hashContent } from './content-hash.ts';

const content: CheckedContent = {
  body: 'Hello',
  senderId: 's',
  rules: [],
  program: { id: 'p', brandId: 'b', purpose: 'marketing' },
  include: { lists: ['l'], tags: ['t'] },
  exclude: { lists: [], tags: [] },
};

test('the order in which lists and tags were picked does not matter', () => {
  const one = { ...content, include: { lists: ['b', 'a', 'a'], tags: ['y', 'x'] } };
  const two = { ...content, include: { lists: ['a', 'b'], tags: ['x', 'y', 'y'] } };
  expect(hashContent(one)).toEqual(hashContent(two));
});

test.each<[string, CheckedContent]>([
  ['body', { ...content, body: 'Hello ' }],
  ['sender', { ...content, senderId: 's2' }],
  ['program', { ...content, program: { ...content.program, id: 'p2' } }],
  ['brand', { ...content, program: { ...content.program, brandId: 'b2' } }],
  ['purpose', { ...content, program: { ...content.program, purpose: 'transactional' } }],
  ['address behind its links', { ...content, shortensLinks: true, utm: { source: 'sms' } }],
  ['included list', { ...content, include: { lists: ['l2'], tags: ['t'] } }],
  ['list that became a tag', { ...content, include: { lists: [], tags: ['l', 't'] } }],
  [
    'tag that moved to the excluded',
    { ...content, include: { lists: ['l'], tags: [] }, exclude: { lists: [], tags: ['t'] } },
  ],
])('another %s is another content', (_, other) => {
  expect(hashContent(other)).not.toEqual(hashContent(content));
});

test('two different bodies never hash alike', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, two) => {
      fc.pre(one !== two);
      expect(hashContent({ ...content, body: one })).not.toEqual(hashContent({ ...content, body: two }));
    }),
  );
});
