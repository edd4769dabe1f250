import { expect, it } from 'vitest';
import { guideOf, readGuideLink } from './guides.ts';

it.each([
  ['consent', 'segments.md', { kind: 'guide', name: 'segments' }],
  ['consent', 'data-rights.md#legal-hold', { kind: 'guide', name: 'data-rights', anchor: 'legal-hold' }],
  ['consent', '#4-ways-in', { kind: 'guide', name: 'consent', anchor: '4-ways-in' }],
  ['consent', '../glossary.md', { kind: 'guide', name: 'glossary' }],
  ['gateways/bird', 'messagebird.md', { kind: 'guide', name: 'gateways/messagebird' }],
  ['gateways/twilio', '../new-gateway.md', { kind: 'guide', name: 'new-gateway' }],
  ['consent', 'gateways/twilio.md', { kind: 'guide', name: 'gateways/twilio' }],
  ['consent', '../reference/configuration.md', { kind: 'none' }],
  ['gateways/smpp', '../../../smpp/README.md', { kind: 'none' }],
  ['consent', 'https://example.com/law', { kind: 'outside', to: 'https://example.com/law' }],
])('in %s the link %s leads where it says', (from, to, expected) =>
  expect(readGuideLink(from, to)).toMatchObject(expected),
);

it('knows a guide and a section of it', () =>
  expect([guideOf('scheduling#at-an-hour'), guideOf('inbox')]).toEqual([
    { name: 'scheduling', anchor: 'at-an-hour' },
    { name: 'inbox', anchor: undefined },
  ]));
