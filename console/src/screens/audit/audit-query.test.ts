import { expect, it } from 'vitest';
import { auditQuery } from './audit-query.ts';

it('asks for whole days of the workspace, the last one too', () => {
  const shown = { act: 'campaign.launched', since: '2026-11-30', until: '2026-11-30' };
  expect(auditQuery(shown, 'America/New_York')).toEqual({
    act: 'campaign.launched',
    since: '2026-11-30T05:00:00.000Z',
    until: '2026-12-01T05:00:00.000Z',
  });
  expect(auditQuery(shown, 'Asia/Tokyo')).toMatchObject({
    since: '2026-11-29T15:00:00.000Z',
    until: '2026-11-30T15:00:00.000Z',
  });
});

it('leaves out what is empty or no day', () => {
  expect(auditQuery({ act: '', since: 'soon', until: '' }, 'UTC')).toEqual({});
});
