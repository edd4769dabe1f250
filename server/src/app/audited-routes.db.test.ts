import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { furnishVictim, requestTo, type Victim } from '../../test/route-samples.ts';
import type { DeclaredRoute } from '../platform/http/server.ts';

/**
 * Every route that changes something, asked as its sample asks it: one that succeeds has left an entry in the audit. The
 * list is the service's own, so a new route is tried too, with its sample in test/route-samples.ts.
 */
let database: TestDatabase;
let app: TestApp;
let victim: Victim;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  victim = await furnishVictim(app);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

// What asks with another method than GET and changes nothing, each with the reason.
const changeNothing: Readonly<Record<string, string>> = {
  'POST /v1/campaigns/:id/preview': 'renders the text and keeps nothing',
  'POST /v1/campaigns/:id/schedule/preview': 'says when everybody would get it and keeps nothing',
  'POST /v1/campaign-series/preview': 'says on which days a rule comes and keeps nothing',
  'POST /v1/segments/check': 'says what a rule means and keeps nothing',
  'POST /v1/segments/count': 'counts whom a rule chooses and keeps nothing',
  'POST /v1/segments/why': 'says why a person is chosen and keeps nothing',
  'POST /v1/workspace/attribution/preview': 'says what another way would make of it and keeps nothing',
  'POST /v1/lint': 'says what speaks against a text and keeps nothing',
  'POST /v1/routes/test': 'says how a text would leave and keeps nothing',
  'POST /v1/registration-forms/lint': 'says what a reviewer would object to and keeps nothing',
  'POST /v1/keywords/check': 'says what stands against a keyword and keeps nothing',
  'POST /v1/data-requests/:id/verify': 'the request of the sample is verified already',
  'POST /v1/keywords/test': 'says what a text would mean and keeps nothing',
  'POST /v1/conversations/:id/typing': 'says who is writing, which is worth twelve seconds',
  'POST /v1/conversations/:id/seen': 'says how far somebody has read, for their own lists',
  'POST /v1/me/notifications/read': 'says how far somebody has read, for their own list',
  'POST /v1/conversations/bulk':
    'the sample names no conversation; each act of it is audited as its own route',
};

// Samples that cannot succeed where no carrier runs, nothing is held and no worker works; each is audited in its own test.
const cannotSucceedHere: Readonly<Record<string, string>> = {
  'POST /v1/contests/:id/cancel':
    'the contest of the sample is drawn by then; see contests/contests.db.test.ts',
  'POST /v1/data-requests/:id/refuse': 'the request of the sample is done by then',
  'POST /v1/data-requests/:id/end-restriction': 'the request of the sample is no restriction',
  'POST /v1/gateways/:id/test': 'the rehearsal carrier of the sample cannot be asked',
  'POST /v1/gateways/:id/numbers': 'the rehearsal carrier of the sample cannot be asked',
  'POST /v1/gateways/:id/look-ups': 'the rehearsal carrier of the sample cannot be asked',
  'POST /v1/gateways/:id/callbacks': 'the rehearsal carrier of the sample cannot be asked',
  'POST /v1/imports/:id/check': 'the file of the sample lies on no disk',
  'POST /v1/imports/:id/commit': 'the import of the sample was never checked',
  'POST /v1/imports/:id/undo': 'the import of the sample was never imported',
  'POST /v1/campaigns/:id/approvals':
    'needs the hash of what was looked at; see campaigns/approvals.db.test.ts',
  'PUT /v1/campaigns/:id/approval-request':
    'the campaign of the sample is launched by then; see campaigns/approvals.db.test.ts',
  'POST /v1/campaigns/:id/send-again':
    'the campaign of the sample is not done; see campaigns/send-again.db.test.ts',
  'POST /v1/templates/:id/approvals': 'nobody approves what they wrote; see templates/composing.db.test.ts',
  'POST /v1/policy/packs/:id/approve':
    'nobody approves what they brought in; see compliance/packs/packs.routes.db.test.ts',
  'POST /v1/emergency-releases/:id/release':
    'nobody releases what they asked for; see compliance/rulings/rulings.db.test.ts',
  'POST /v1/emergencies/:id/confirm':
    'the emergency of the sample is confirmed; see emergency/emergency.db.test.ts',
  'POST /v1/campaigns/:id/go-on': 'nobody of the sample waits; see planning/schedule/schedule.db.test.ts',
  'POST /v1/campaigns/:id/experiment/start':
    'the campaign of the sample is sent itself; see experiments/experiments.db.test.ts',
  'POST /v1/campaigns/:id/experiment/choose': 'the experiment of the sample is not started',
  'POST /v1/bulk-changes/:id/begin': 'no worker has counted the people; see bulk/bulk.db.test.ts',
  'POST /v1/campaigns/:id/resume': 'the campaign of the sample is stopped by then',
  'POST /v1/assessments/:id/signature':
    'nobody signs their own words; see desk/processing/processing.db.test.ts',
  'POST /v1/alerts/:id/seen': 'nothing was raised; see analytics/alerts/alerts.db.test.ts',
  'POST /v1/installation/hold/release': 'nothing is on hold',
  'POST /v1/me/notification-settings/number':
    'nobody has said how staff is texted; see notifications/own-number.db.test.ts',
  'POST /v1/me/notification-settings/number/confirm': 'no code was texted',
  'PUT /v1/me/password': 'the members of tests have no password',
  'POST /v1/me/confirm': 'the members of tests have no password',
  'POST /v1/me/authenticator/confirm': 'no app knows the code',
  'POST /v1/me/recovery-codes': 'no authenticator was set up',
  'DELETE /v1/me/authenticator': 'no authenticator was set up',
  'DELETE /v1/conversations/:id/answers/:message':
    'the sample names no answer; inbox/answers.db.test.ts finds its entry',
  'POST /v1/workspaces': 'no program makes one; members/workspaces.db.test.ts finds its entry',
  'POST /v1/me/passkeys/options': 'tests run at no address that passkeys can be bound to',
  'POST /v1/me/passkeys': 'no device has made one',
  'PATCH /v1/me/passkeys/:id': 'the sample names no passkey',
  'DELETE /v1/me/passkeys/:id': 'the sample names no passkey',
  'DELETE /v1/me/sessions/:id': 'the sample names no session',
  'POST /v1/me/leave': 'the last owner cannot leave',
  'POST /v1/me/workspace': 'the sample names no other workspace',
  'POST /v1/members/:id/password-link': 'the owner may work elsewhere',
  'DELETE /v1/members/:id/second-factor': 'the owner may work elsewhere; see factors/factors.db.test.ts',
  'POST /v1/rehearsal/clock': 'the clock of tests is a real one',
  'POST /v1/rehearsal/handsets/:number/replies':
    'no carrier runs; what a handset says is audited as what it causes',
};

// In the order in which the things of the samples live: a campaign that is stopped cannot be launched any more.
const first = [
  'POST /v1/messages',
  '/answers',
  '/rating',
  '/agents/:id',
  'PATCH /v1/campaigns/:id',
  'PUT /v1/campaigns/:id/experiment',
  '/joins',
  '/acknowledge',
  'POST /v1/forms',
  '/programs/:id/close',
  '/publish',
  'PUT /v1/surveys/:id',
  'PUT /v1/contests/:id',
  '/contests/:id/open',
  '/contests/:id/entries',
  '/contests/:id/close',
  '/contests/:id/draw',
  '/places/:rank',
  '/surveys/:id/open',
  '/surveys/:id/send',
  '/check',
  '/simulations',
  'POST /v1/campaigns/:id/series',
  'POST /v1/campaigns/:id/schedule/preview',
  'PUT /v1/campaigns/:id/schedule',
  'DELETE /v1/campaigns/:id/schedule',
  '/launch',
  '/pause',
  '/resume',
];
const last = ['DELETE /v1/lists/:id', '/end', '/stop', '/cancel', '/sign-out', '/sending', '/api-keys/:id'];
const findPlace = (words: readonly string[], name: string) => words.findIndex((word) => name.endsWith(word));
function placeOf(route: DeclaredRoute): number {
  const [early, late] = [findPlace(first, nameOf(route)), findPlace(last, nameOf(route))];
  return early >= 0 ? early - first.length : late + 1;
}

const nameOf = (route: DeclaredRoute) => `${route.method} ${route.url}`;
const changing = () =>
  app.http.declaredRoutes
    .filter(({ method, permission }) => !['GET', 'HEAD'].includes(method) && permission !== 'public')
    .sort((one, other) => placeOf(one) - placeOf(other));

async function newestEntry(): Promise<number> {
  const found = await database.db.tx(victim.workspaceId, (tx) =>
    tx.query<{ id: number | null }>('select max(id) as id from audit_entry'),
  );
  return found.rows[0]?.id ?? 0;
}

async function whoAsks({ url, permission }: DeclaredRoute): Promise<Ask> {
  // Signing out ends the session of whoever does it; and what reaches beyond the workspace is no role's.
  if (url === '/v1/sign-out') return app.signedIn(victim.workspaceId);
  return permission === 'installation.operate'
    ? app.withKey(victim.workspaceId, ['installation.operate'])
    : victim.ask;
}

test('whoever changes something leaves an entry in the audit', async () => {
  const findings: string[] = [];
  const succeeded: string[] = [];
  for (const route of changing()) {
    const name = nameOf(route);
    const before = await newestEntry();
    const answer = await (await whoAsks(route))(requestTo(route, victim.ids));
    const isAudited = (await newestEntry()) > before;
    if (answer.statusCode < 300) {
      succeeded.push(name);
      if (!isAudited && !(name in changeNothing)) findings.push(`${name} succeeded and left no entry`);
    } else if (!(name in cannotSucceedHere)) {
      findings.push(
        `${name} did not succeed, so nobody knows what it leaves: give it a sample that does. ${answer.body}`,
      );
    }
  }
  expect(findings).toEqual([]);
  expect(succeeded.length).toBeGreaterThan(20);
});

// The act is all there is to say.
const saysAll = /^(account\.signed_|authenticator\.|invitation\.(renewed|revoked)$)/;

test('what people are changed by says before and after', async () => {
  const { rows } = await database.db.tx(victim.workspaceId, (tx) =>
    tx.query<{ act: string }>(
      `select distinct act from audit_entry where before is null and after is null and personal is null order by act`,
    ),
  );
  expect(rows.map(({ act }) => act)).toEqual(
    expect.not.arrayContaining(['campaign.paused', 'campaign.checked', 'contact.created']),
  );
  expect(rows.map(({ act }) => act).filter((act) => !saysAll.test(act))).toEqual([]);
});

test('no entry holds a secret, nor what is said of a person outside of its place', async () => {
  const { rows } = await database.db.tx(victim.workspaceId, (tx) =>
    tx.query<{ act: string; said: string }>(
      "select act, concat(before, after) as said from audit_entry where act <> 'campaign.created' and act <> 'campaign.updated'",
    ),
  );
  const telling = rows.filter(({ said }) => /password|secret_hash|\+1202555|tk_live_/.test(said));
  expect(telling.map(({ act }) => act)).toEqual([]);
});
