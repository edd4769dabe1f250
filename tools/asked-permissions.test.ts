import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import description from '../server/openapi.json' with { type: 'json' };

/**
 * Whoever may not do a thing is not offered it. So a file of the console that calls a route which changes something names the
 * permission of that route, or the file that offers it does.
 */
const offeredIn: Record<string, string> = {
  'frame/use-judging.tsx': 'screens/campaign-review/approval-panel.tsx',
  'screens/breaches/use-breach-moves.tsx': 'screens/breaches/breaches-screen.tsx',
  'screens/campaign-editor/use-autosave.ts': 'app/places.ts',
  'screens/campaign-experiment/plan-form.tsx': 'screens/campaign-experiment/experiment-screen.tsx',
  'screens/campaign-results/use-send-again.tsx': 'screens/campaign-results/results-screen.tsx',
  'screens/campaign/pace-button.tsx': 'screens/campaign/campaign-screen.tsx',
  'screens/contest-editor/contest-editor.tsx': 'app/places.ts',
  'screens/emergency-declare/declare-screen.tsx': 'app/places.ts',
  'screens/emergency/heard.ts': 'screens/emergency/roster.tsx',
  'screens/gateway/use-change-account.ts': 'screens/gateway/gateway-screen.tsx',
  'screens/import/check-step.tsx': 'app/places.ts',
  'screens/import/import-screen.tsx': 'app/places.ts',
  'screens/import/new-import-screen.tsx': 'app/places.ts',
  'screens/keys/use-key-acts.ts': 'screens/keys/keys-screen.tsx',
  'screens/keyword/keyword-editor.tsx': 'app/places.ts',
  'screens/links/use-link-acts.ts': 'screens/links/links-screen.tsx',
  'screens/lists/use-list-acts.tsx': 'screens/lists/lists-screen.tsx',
  'screens/people/new-person-screen.tsx': 'app/places.ts',
  'screens/policies/use-policy-acts.ts': 'screens/policies/policies-screen.tsx',
  'screens/requests/use-request-acts.ts': 'screens/requests/requests-screen.tsx',
  'screens/segment/use-save.ts': 'screens/segment/segment-editor.tsx',
  'screens/senders/change-sender.ts': 'screens/senders/senders-screen.tsx',
  'screens/settings-hold/hold-screen.tsx': 'app/places.ts',
  'screens/settings-inbox/canned-panel.tsx': 'screens/settings-inbox/inbox-settings-screen.tsx',
  'screens/settings-inbox/hours-form.tsx': 'screens/settings-inbox/inbox-settings-screen.tsx',
  'screens/settings-inbox/rules-panel.tsx': 'screens/settings-inbox/inbox-settings-screen.tsx',
  'screens/settings-inbox/work-form.tsx': 'screens/settings-inbox/inbox-settings-screen.tsx',
  'screens/settings-members/invitations-panel.tsx': 'screens/settings-members/members-screen.tsx',
  'screens/settings-members/use-member-acts.tsx': 'screens/settings-members/members-screen.tsx',
  'screens/settings-members/use-take-out.tsx': 'screens/settings-members/members-screen.tsx',
  'screens/settings-notifications/staff-channel.tsx':
    'screens/settings-notifications/notification-settings-screen.tsx',
  'screens/suppression/lifting.ts': 'screens/suppression/suppression-screen.tsx',
  'screens/survey-editor/survey-editor.tsx': 'app/places.ts',
  'screens/templates/use-template-acts.ts': 'screens/templates/templates-screen.tsx',
};

const source = join(import.meta.dirname, '../console/src');
const read = (file: string) => readFileSync(join(source, file), 'utf8');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'));

type Operation = { security?: Record<string, string[]>[] };
const paths = description.paths as unknown as Record<string, Record<string, Operation>>;

/** What a route asks of its caller; null where that is nothing, or what everybody who may look at the page has. */
function permissionOf(path: string, method: string): string | null {
  const [needed] = Object.values(paths[path]?.[method]?.security?.[0] ?? {}).flat();
  return needed === undefined || needed.endsWith('.read') ? null : needed;
}

const calls = files.flatMap((file) =>
  [...read(file).matchAll(/\bcall\(\s*'([^']+)',\s*'(post|put|patch|delete)'/g)].flatMap(
    ([, path = '', method = '']) => {
      const permission = permissionOf(path, method);
      return permission === null ? [] : [{ file, permission, route: `${method} ${path}` }];
    },
  ),
);

test('routes that change something are read with their permissions', () => {
  expect(calls.length).toBeGreaterThan(150);
  expect(permissionOf('/v1/workspace/sending', 'put')).toBe('sending.stop');
});

test('what somebody may not do is not offered to them', () => {
  const unasked = calls.filter(
    ({ file, permission }) =>
      ![file, offeredIn[file] ?? file].some((one) => read(one).includes(`'${permission}'`)),
  );
  expect(unasked).toEqual([]);
});

test('only files that ask for nothing themselves are said to be offered elsewhere', () => {
  const asking = Object.keys(offeredIn).filter((file) =>
    calls.every((call) => call.file !== file || read(file).includes(`'${call.permission}'`)),
  );
  expect(asking).toEqual([]);
});
