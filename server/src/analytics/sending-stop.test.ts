import { describe, expect, test } from 'vitest';
import type { NamedSwitch, Sending } from '../accounts/index.ts';
import { findStop } from './sending-stop.ts';

const open: NamedSwitch = { sending: 'all', by: null, byName: null, reason: null, since: null };
const turned = (sending: Sending, more: Partial<NamedSwitch> = {}): NamedSwitch => ({
  sending,
  by: 'member:1',
  byName: 'Ada',
  reason: 'The offer is wrong.',
  since: new Date('2026-11-24T17:00:00Z'),
  ...more,
});
const zone = 'America/New_York';

describe('what keeps texts from leaving', () => {
  test('is nothing while both switches let them', () => {
    expect(findStop({ workspace: open, installation: open }, 'marketing', zone)).toBeNull();
  });

  test('is told with who, when in the workspace’s own zone, and why', () => {
    const stop = findStop({ workspace: turned('none'), installation: open }, 'transactional', zone);
    expect(stop).toMatchObject({ level: 'workspace', sending: 'none', by: 'Ada' });
    expect(stop?.sentence).toMatch(
      /^Everything was stopped by Ada on Tue, 24 Nov 2026, 12:00 in New York: The offer is wrong\.$/,
    );
  });

  test('is not marketing’s switch for what people asked for', () => {
    const switches = { workspace: turned('no_marketing'), installation: open };
    expect(findStop(switches, 'otp', zone)).toBeNull();
    expect(findStop(switches, 'marketing', zone)?.sentence).toMatch(/^Marketing was stopped/);
  });

  test('is the workspace’s own switch before that of the installation', () => {
    const both = { workspace: turned('no_marketing'), installation: turned('none', { byName: null }) };
    expect(findStop(both, 'marketing', zone)?.level).toBe('workspace');
    expect(findStop(both, 'otp', zone)).toMatchObject({
      level: 'installation',
      sentence: expect.stringMatching(/^Everything was stopped by the operator, in every workspace on /),
    });
  });

  test('is told even where nobody and nothing is known of it', () => {
    const bare = turned('none', { byName: null, reason: null, since: null });
    expect(findStop({ workspace: bare, installation: open }, 'marketing', zone)?.sentence).toBe(
      'Everything was stopped by somebody who is gone.',
    );
  });
});
