import type { InjectOptions } from 'fastify';
import { growTree } from '../src/accounts/index.ts';
import { completeSetup } from '../src/accounts/setup.ts';
import { carrierSetting } from '../src/app/carrier-setting.ts';
import { furnishWith } from '../src/app/furnish.ts';
import type { DeclaredRoute } from '../src/platform/http/server.ts';
import type { Ask, TestApp } from './app.ts';
import { broughtBodies, furnishLink, subscriptionSample } from './brought-samples.ts';
import { bulkBodies, bulkOf } from './bulk-samples.ts';
import { composeBodies } from './compose-samples.ts';
import { couponBodies, furnishCoupons } from './coupon-samples.ts';
import { deskBodies } from './desk-samples.ts';
import { extraBodies, furnishExtras } from './extra-samples.ts';
import { furnishConversation, furnishInbox, inboxSamples } from './inbox-samples.ts';
import { furnishMedia, mediaSamples } from './media-samples.ts';
import { notificationSamples } from './notification-samples.ts';
import { furnishNumbers, numberSamples } from './number-samples.ts';
import { madePasskey } from './passkey-sample.ts';
import { furnishPlanning, planningBodies, twoVariants } from './planning-samples.ts';
import { packOf } from './policy-samples.ts';
import { queries } from './route-queries.ts';
import { routingSamples } from './routing-samples.ts';
import { furnishSegment, segmentBodies } from './segment-samples.ts';

/** A word that stands in every name of the workspace that must not be seen from outside. */
export const marker = 'Quetzalcoatl';

export type Victim = {
  readonly workspaceId: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly ask: Ask;
};

/** A workspace with one of everything that has an address. */
export async function furnishVictim(app: TestApp): Promise<Victim> {
  const carrier = carrierSetting({} as never, app.ctx.secrets);
  await completeSetup(
    app.ctx,
    {
      token: app.setupToken,
      owner: { name: marker, email: `${marker}@example.com`, password: 'violet kettle harbour' },
      workspace: { name: marker, country: 'US', timeZone: 'America/New_York' },
      address: '192.0.2.1',
    },
    furnishWith(carrier),
  );
  const found = await app.ctx.db.system((tx) =>
    tx.query<{ id: string }>('select list_workspace_ids() as id'),
  );
  const workspaceId = found.rows[0]?.id ?? '';
  const ask = await app.signedIn(workspaceId);
  const first = async (url: string) => (await ask({ url })).json().data[0].id as string;
  const make = async (url: string, payload: object | string, headers = {}) => {
    const answer = await ask({ method: 'POST', url, payload, headers });
    if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.body}`);
    return answer.json().id as string;
  };
  const [program, sender, gateway] = [
    await first('/v1/programs'),
    await first('/v1/senders'),
    await first('/v1/gateways'),
  ];
  await make('/v1/self-checks', { month: '2026-10' });
  await make('/v1/senders', {
    gateway_id: gateway,
    number: '+12025550194',
    kind: 'long_code',
    parts_per_second: 1,
    registration: 'CREG1',
  });
  const brands = (await ask({ url: '/v1/programs' })).json().data[0].brand_id as string;
  const forms = await make('/v1/forms', { program_id: program, name: marker });
  const list = await make('/v1/lists', { name: marker });
  const contacts = await make('/v1/contacts', {
    number: '+12025550199',
    first_name: marker,
    ...{ lists: [list], tags: [marker], fields: { mood: marker } },
    consent: { program_id: program, method: 'web_form', occurred_at: '2026-11-01T12:00:00Z' },
  });
  const campaign = {
    name: marker,
    program_id: program,
    sender_id: sender,
    body: `${marker} says hello. Reply STOP to leave.`,
    include: { lists: [list] },
  };
  const campaigns = await make('/v1/campaigns', campaign);
  const segments = await furnishSegment(make, marker);
  // Of a campaign of its own: one of each can be simulated at a time.
  const series = await furnishPlanning(ask, make, campaigns, campaign);
  const simulations = await make(`/v1/campaigns/${await make('/v1/campaigns', campaign)}/simulations`, {});
  const imports = await make(`/v1/imports?file_name=${marker}.csv`, `phone,name\n+12025550198,${marker}\n`, {
    'content-type': 'application/octet-stream',
  });
  const words = `${marker} says hello. Reply STOP to leave.`;
  const messages = await make('/v1/messages', { to: contacts, program_id: program, body: words });
  const operations = await make('/v1/messages/bulk', {
    program_id: program,
    body: words,
    recipients: [{ to: contacts }],
  });
  const templates = await make('/v1/templates', { name: marker, body: marker });
  const snippets = await make('/v1/snippets', { name: marker.toLowerCase(), body: marker });
  const links = await furnishLink(ask, make, marker);
  const coupons = await furnishCoupons(app, workspaceId, ask, make, marker);
  const rules = await make('/v1/policy/rules', {
    ...{ kind: 'day', jurisdiction: 'US-LA', reason: marker, on_date: '2026-12-26' },
  });
  const packs = await make('/v1/policy/packs', packOf(marker));
  const registrations = await make('/v1/registrations', { kind: 'campaign', name: marker });
  const routes = await make('/v1/routes', { gateway_id: gateway, sender_id: sender, rank: 70 });
  const pools = await make('/v1/sender-pools', { name: marker, sender_ids: [sender] });
  const keywords = await make('/v1/keywords', {
    kind: 'reply',
    words: [marker],
    program_id: program,
    body: `${marker} says hello.`,
  });
  const conversations = await furnishConversation(app.ctx, workspaceId);
  const { rows: cases } = await app.ctx.db.tx(workspaceId, (tx) =>
    tx.query<{ id: number }>(
      `with reply as (
         insert into inbound_message (workspace_id, gateway_id, provider_id, contact_id, number, body, intent, received_at, is_settled, conversation_id, sender_id)
         select workspace_id, (select id from gateway limit 1), '${marker}', id, number, '${marker}', 'ask', now(), true, ${conversations.slice(4)},
           (select id from sender where kind <> 'alphanumeric' limit 1) from contact
         where workspace_id = current_workspace() and number = '+12025550199' returning workspace_id, id, contact_id, number)
       insert into reply_case (workspace_id, reply_id, number, contact_id, brand_ids, opened_at, due_at)
       select workspace_id, id, number, contact_id, '{}', now(), now() from reply returning id`,
    ),
  );
  const { rows: media } = await app.ctx.db.tx(workspaceId, (tx) =>
    tx.query<{ id: string }>(
      `insert into inbound_media (workspace_id, id, inbound_id, number, position, state, content_type, bytes, sha256, content, created_at)
       select workspace_id, gen_random_uuid(), id, number, 0, 'kept', 'text/vcard', 12, '', 'BEGIN:VCARD ', now() from inbound_message
       where workspace_id = current_workspace() returning id`,
    ),
  );
  const inbox = await furnishInbox(make, marker);
  const attached = await furnishMedia(app.ctx, workspaceId, make, marker, gateway);
  const bulk = await make('/v1/bulk-changes', bulkOf(marker));
  const requests = await make('/v1/data-requests', {
    kind: 'access',
    contact_id: contacts,
    channel: 'email',
  });
  await make(`/v1/data-requests/${requests}/verify`, { attested: marker });
  const written = await make('/v1/staff-policies', { title: marker, body: marker });
  const breaches = await make('/v1/breaches', { title: marker });
  const processors = await make('/v1/processors', { name: marker, service: 'Counting' });
  const assessments = await make('/v1/assessments', { title: marker });
  await make('/v1/processing-record/versions', {});
  const casesOf = await make('/v1/cases', { kind: 'complaint', title: marker, number: '+12025550199' });
  const holds = await make('/v1/legal-holds', { number: '+12025550199', reason: marker });
  const { dnc, suppressions, rulings, releases, alarms } = await furnishNumbers(ask, make, marker);
  const reports = await make('/v1/report-subscriptions', subscriptionSample);
  const keys = await make('/v1/api-keys', { name: marker, scopes: ['workspace.read'] });
  const roles = await make('/v1/roles', { name: marker, permissions: ['workspace.read'] });
  const invitations = await make('/v1/invitations', { email: `${marker}2@example.com`, role: 'agent' });
  const members = (await ask({ url: '/v1/members' })).json().data[0].id as string;
  // With a second member, who is no owner: the last one stays the last.
  const extras = await furnishExtras(make, await app.signedIn(workspaceId, 'compliance'), marker, {
    alarms,
    list,
    program,
  });
  await growTree(app.ctx, workspaceId, { isForced: true });
  const audit = await first('/v1/audit');
  return {
    workspaceId,
    ask,
    ids: {
      roles,
      invitations,
      members,
      audit,
      program,
      programs: program,
      brands,
      forms,
      sender,
      senders: sender,
      gateway,
      gateways: gateway,
      ...{ list, lists: list, templates, snippets, contacts, campaigns, segments },
      'campaign-series': series,
      simulations,
      imports,
      messages,
      operations,
      links,
      ...coupons,
      'sender-pools': pools,
      routes,
      registrations,
      rules,
      packs,
      keywords,
      conversations,
      agents: members,
      'canned-replies': inbox.canned,
      'inbox-rules': inbox.rule,
      'inbound-media': `med_${media[0]?.id.replaceAll('-', '')}`,
      ...attached,
      'reply-cases': `rcs_${cases[0]?.id}`,
      ...{ 'data-requests': requests, 'bulk-changes': bulk },
      'legal-holds': holds,
      cases: casesOf,
      'staff-policies': written,
      breaches,
      processors,
      assessments,
      'suppression-lists': suppressions,
      'do-not-call-lists': dnc,
      'word-rulings': rulings,
      'emergency-releases': releases,
      alarms,
      ...extras,
      'api-keys': keys,
      'report-subscriptions': reports,
    },
  };
}

/** A request to a route that would do something, had the caller the right to it. */
export function requestTo(route: DeclaredRoute, ids: Victim['ids']): InjectOptions {
  const collection = /([a-z-]+)\/:id/.exec(route.url)?.[1] ?? '';
  const url = route.url
    .replace(':id', ids[collection] ?? 'missing')
    .replace(':number', encodeURIComponent('+12025550199'))
    .replace(':month', '2026-10')
    .replace(':version', '1')
    .replace(':rank', '1')
    .replace(':country', 'US')
    .replace(':registration', 'CREG1')
    .replace(':carrier', 'att')
    .replace(':name', 'mood');
  const payload = bodies(ids)[`${route.method} ${route.url}`];
  return {
    method: route.method as 'GET',
    url: `${url}${queries[`${route.method} ${route.url}`] ?? ''}`,
    ...(payload === undefined ? {} : { payload }),
    ...(typeof payload === 'string' ? { headers: { 'content-type': 'application/octet-stream' } } : {}),
  };
}

// Marketing names its brand, which in these workspaces is called by the marker.
const sayable = `${marker} says hello. Reply STOP to leave.`;

function bodies(ids: Victim['ids']): Record<string, object | string> {
  const campaign = {
    name: 'Mine',
    program_id: ids.program,
    sender_id: ids.sender,
    body: 'Hello',
    include: { lists: [ids.list] },
  };
  const keyword = { kind: 'reply', words: ['MINE'], program_id: ids.program, body: 'Hello' };
  return {
    'PUT /v1/workspace/opt-out-policy': { scope: 'brand_all', clarify_text: true },
    'PUT /v1/workspace/answers': {
      ...{ language: 'es', occasion: 'stop' },
      body: '{{ brand }}: No recibira mas mensajes. Responda START para volver.',
    },
    'PATCH /v1/members/:id': { role: 'analyst' },
    'POST /v1/roles': { name: 'Mine', permissions: ['workspace.read'] },
    'PUT /v1/roles/:id': { name: 'Mine now', permissions: [] },
    'POST /v1/invitations': { email: 'new@example.com', role: 'agent' },
    'POST /v1/workspaces': { name: 'Mine', country: 'US', time_zone: 'America/New_York' },
    'PUT /v1/workspace/second-factor': { is_needed: false },
    'PUT /v1/me/password': { old_password: 'an old password', new_password: 'violet kettle harbour' },
    'POST /v1/me/confirm': { password: 'a password' },
    'POST /v1/me/workspace': { id: 'missing' },
    'POST /v1/me/authenticator/confirm': { code: '123456' },
    'POST /v1/me/passkeys': { name: 'Mine', credential: madePasskey },
    'PATCH /v1/me/passkeys/:id': { name: 'Mine' },
    'POST /v1/api-keys/:id/rotate': {},
    'POST /v1/api-keys': { name: 'Mine', scopes: ['workspace.read'] },
    'POST /v1/contacts': { number: '+12025550197', lists: [ids.list] },
    ...deskBodies(ids, marker),
    ...bulkBodies(ids),
    'POST /v1/legal-holds': { number: '+12025550195', reason: 'A test' },
    ...numberSamples,
    'POST /v1/emergency-releases': {
      program_id: ids.alarms ?? '',
      body: 'Move to high ground',
      note: 'A test',
    },
    'POST /v1/emergency-releases/:id/release': { body_sha256: 'ab'.repeat(32) },
    ...mediaSamples,
    ...inboxSamples,
    ...notificationSamples,
    'POST /v1/lists': { name: 'Mine' },
    ...segmentBodies(ids),
    ...couponBodies,
    ...composeBodies(ids),
    ...extraBodies(ids),
    ...broughtBodies,
    'POST /v1/sender-pools': { name: 'Mine', sender_ids: [ids.sender] },
    'PUT /v1/sender-pools/:id': { name: 'Mine now', sender_ids: [ids.sender] },
    'POST /v1/programs': {
      name: 'Mine',
      purpose: 'marketing',
      brand_name: 'Mine',
      help_contact: 'help@example.com',
      disclosure: 'Words.',
      texts_per_month: 4,
    },
    'POST /v1/programs/:id/words': { kind: 'terms', locale: 'en', body: 'Mine' },
    'POST /v1/programs/:id/policies': { locale: 'en' },
    'POST /v1/programs/:id/joins': { number: '+12025550195', method: 'api', act: 'ticked the box' },
    'PUT /v1/programs/:id/join-rule': {
      double_opt_in: 'always',
      confirm_within_hours: 24,
      remind_after_hours: null,
      least_age: null,
      countries: null,
      sender_id: null,
    },
    'PUT /v1/brands/:id': { legal_name: 'Mine', postal_address: null, website: null, help_contact: '24365' },
    'POST /v1/forms': { program_id: ids.program, name: 'Mine' },
    'POST /v1/senders': {
      gateway_id: ids.gateway,
      number: '+12025550196',
      kind: 'long_code',
      parts_per_second: 1,
    },
    'PUT /v1/senders/:id/pace': { parts_per_second: 2 },
    ...routingSamples(ids),
    'POST /v1/registration-forms/lint': { kind: 'brand', answers: {} },
    'POST /v1/registrations': { kind: 'brand', name: 'Mine' },
    'PATCH /v1/registrations/:id': { name: 'Mine now' },
    'POST /v1/registrations/:id/submit': { accept_findings: true },
    'POST /v1/registrations/:id/status': { status: 'approved', reference: 'CMINE1' },
    'POST /v1/registrations/:id/drift': {},
    'PUT /v1/registrations/:id/numbers': { sender_ids: [ids.senders ?? ''] },
    'PUT /v1/registrations/:registration/carriers/:carrier/pace': { parts_per_second: 2 },
    'PUT /v1/workspace/pace': { parts_per_second: 2 },
    'PUT /v1/gateways/:id/pace': { parts_per_second: 2 },
    'POST /v1/gateways': {
      kind: 'smpp',
      name: 'Mine',
      settings: { host: '127.0.0.1', port: 1, systemId: 'acme', password: 'a password' },
    },
    'PATCH /v1/gateways/:id': { name: 'Mine' },
    'POST /v1/gateways/:id/look-ups': { number: '+12025550199' },
    'PUT /v1/campaigns/:id/pace': { parts_per_second: 2 },
    'PUT /v1/workspace/sending': { sending: 'none', reason: 'A test' },
    'PUT /v1/installation/sending': { sending: 'none', reason: 'A test' },
    'PUT /v1/workspace/countries': { countries: ['US', 'CA'] },
    'POST /v1/campaigns/:id/approvals': { verdict: 'declined', content_sha256: '0'.repeat(64) },
    'POST /v1/self-checks': { month: '2026-10' },
    'PUT /v1/policy/approval': { needed: 1, over_people: 1_000, purposes: null, valid_hours: 24 },
    'PUT /v1/policy/frequency': {
      us_day_limit: 2,
      caps: [{ texts: 4, window_hours: 168, per: 'person', purpose: null }],
      fatigue_budget: null,
    },
    'PUT /v1/workspace/velocity': { per_number: 3, per_prefix: null, per_workspace: null },
    'PUT /v1/workspace/spending': {
      currency: 'USD',
      caps: { day: '10', month: null, campaign: null },
      prices: [{ per_part: '0.01' }],
    },
    'PUT /v1/policy': { profile: 'statutory', urgent_purposes: ['transactional'] },
    'POST /v1/policy/packs': packOf('Mine'),
    'POST /v1/policy/packs/:id/approve': { content_sha256: '0'.repeat(64) },
    'POST /v1/policy/packs/:id/revoke': { reason: 'A test' },
    'POST /v1/policy/rules': { kind: 'closure', jurisdiction: 'US-LA', reason: 'A test' },
    'POST /v1/imports': 'phone\n+12025550195\n',
    'POST /v1/imports/:id/check': { program_id: ids.program },
    'POST /v1/campaigns': campaign,
    'PATCH /v1/campaigns/:id': { name: 'Mine now' },
    'POST /v1/campaigns/:id/preview': {},
    'POST /v1/campaigns/:id/check': {},
    'POST /v1/campaigns/:id/launch': {},
    'POST /v1/campaigns/:id/clone': { name: 'Mine' },
    'PUT /v1/campaigns/:id/guard': { failed_percent: 10 },
    'PUT /v1/campaigns/:id/experiment': twoVariants,
    'POST /v1/campaigns/:id/experiment/choose': { variant: 0 },
    'PUT /v1/workspace/hold-out': { percent: 5 },
    'PUT /v1/campaigns/:id/brief': { objective: 'To fill the shop', measure: 'clicks', target: 100 },
    ...planningBodies,
    'POST /v1/campaigns/:id/simulations': {},
    'POST /v1/installation/hold/release': { choice: 'skip' },
    'POST /v1/lint': { body: 'Hello', program_id: ids.program },
    'POST /v1/messages': { to: ids.contacts ?? '', program_id: ids.program, body: sayable },
    'POST /v1/messages/bulk': {
      program_id: ids.program,
      body: sayable,
      recipients: [{ to: ids.contacts ?? '' }],
    },
    'POST /v1/keywords': keyword,
    'POST /v1/keywords/check': keyword,
    'POST /v1/keywords/test': { body: 'hello' },
    'POST /v1/reply-cases/:id/judgement': { verdict: 'keep' },
    'PATCH /v1/keywords/:id': { body: 'Mine now' },
    'POST /v1/rehearsal/clock': { forward_to: 'next_send' },
    'POST /v1/rehearsal/handsets/:number/replies': { body: 'STOP' },
  };
}
