import { type Static, Type } from 'typebox';
import { recordAudit, type Scope } from '../accounts/index.ts';
import {
  canFlowBeAsked,
  type HeldFlow,
  type HeldText,
  listHeldFlows,
  listHeldTexts,
} from '../dispatch/index.ts';
import { type OpenGateways, referenceOf } from '../gateways/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Forbidden, NotFound } from '../platform/errors.ts';
import { PageQuery, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { findHold, type Hold } from '../platform/installation.queries.ts';
import type { Backup } from './backup/take-backup.ts';
import {
  countOthersWorkspaces,
  countUnlaunched,
  findCampaignNames,
  findKeyMaker,
  findSenderNumbers,
} from './hold/hold.queries.ts';
import { countUndecided, releaseHold } from './hold/release-hold.ts';
import {
  HeldTextPage,
  HoldAnswer,
  InstallationAnswer,
  ReleaseAnswer,
  ReleaseBody,
} from './installation.schemas.ts';

export type InstallationOptions = {
  readonly version: string;
  readonly instanceId: string;
  readonly gateways: OpenGateways;
  readonly takeBackup: () => Promise<Backup>;
};

/** The installation as a whole: whether it is on hold, what that is about, its release, and a copy of everything. */
export function installationRoutes(http: Http, ctx: Context, options: InstallationOptions): void {
  const { gateways, instanceId, version } = options;

  http.get(
    '/v1/installation',
    {
      config: { permission: 'known' },
      schema: {
        summary: 'Is the installation on hold, and why',
        tags: ['installation'],
        response: { 200: InstallationAnswer },
      },
    },
    async ({ scope }) => {
      const { epoch, hold } = await ctx.db.tx(scope.workspaceId, findHold);
      return { object: 'installation' as const, version, epoch, hold: toHold(hold) };
    },
  );

  http.get(
    '/v1/installation/hold',
    {
      config: { permission: 'installation.hold' },
      schema: {
        summary: 'List the runs with texts whose fate nobody here can know, and what was chosen for them',
        tags: ['installation'],
        response: { 200: HoldAnswer },
      },
    },
    async ({ scope }) => {
      const found = await ctx.db.tx(scope.workspaceId, (tx) => describeHold(tx, gateways));
      return { ...found, undecided_workspaces: found.hold ? await countUndecided(ctx) : 0 };
    },
  );

  http.get(
    '/v1/installation/hold/texts',
    {
      config: { permission: 'installation.hold' },
      schema: {
        summary: 'List these texts person by person',
        tags: ['installation'],
        querystring: Type.Object({ ...PageQuery.properties, run: Type.Optional(Type.String()) }),
        response: { 200: HeldTextPage },
      },
    },
    async ({ query, scope }) => {
      const { limit = 50, cursor, run } = query;
      const after = Number(readCursor(cursor) ?? 0) || 0;
      const flowId = run === undefined ? null : readFlowId(run);
      const rows = await ctx.db.tx(scope.workspaceId, (tx) =>
        listHeldTexts(tx, { flowId, after, limit: limit + 1 }),
      );
      return toPage(rows, limit, (row) => row.id, toHeldText(instanceId));
    },
  );

  http.post(
    '/v1/installation/hold/release',
    {
      config: { permission: 'installation.hold' },
      schema: {
        summary: 'Choose what becomes of them; with the last choice sending goes on',
        tags: ['installation'],
        body: ReleaseBody,
        response: { 200: ReleaseAnswer },
      },
    },
    async ({ body, scope }) => {
      const { choice, run, confirm_count: confirmCount = null } = body;
      const flowId = run === undefined ? null : readFlowId(run);
      const released = await releaseHold(ctx, gateways, scope, { flowId, choice, confirmCount });
      const left = await ctx.db.tx(scope.workspaceId, (tx) => listHeldFlows(tx));
      return {
        object: 'hold_release' as const,
        choice,
        texts: released.texts,
        is_released: released.isReleased,
        undecided_workspaces: released.undecided,
        texts_left: sumOf(left.filter((flow) => flow.choice === null)),
      };
    },
  );

  http.get(
    '/v1/installation/backup',
    {
      config: { permission: 'installation.backup', needsFreshSignIn: true },
      schema: {
        summary: 'Take a backup of the whole installation, as one file',
        tags: ['installation'],
        response: { 200: Type.Unsafe<never>({ type: 'string', format: 'binary' }) },
      },
    },
    async ({ scope }, reply) => {
      await ctx.db.tx(scope.workspaceId, (tx) => requireAllWorkspaces(tx, scope));
      const { manifest, bytes } = await options.takeBackup();
      await ctx.db.tx(scope.workspaceId, (tx) =>
        recordAudit(tx, scope, {
          act: 'installation.backed_up',
          object: 'installation',
          after: { taken_at: manifest.taken_at },
        }),
      );
      const name = `tidings-${manifest.taken_at.slice(0, 19).replaceAll(':', '')}.backup`;
      reply.header('content-disposition', `attachment; filename="${name}"`);
      return reply.type('application/octet-stream').send(bytes as never);
    },
  );
}

const toHold = (hold: Hold | null) =>
  hold && { reason: hold.reason, detail: hold.detail, since: hold.since.toISOString() };

const sumOf = (flows: readonly HeldFlow[]) => flows.reduce((sum, flow) => sum + flow.texts, 0);

async function describeHold(tx: Tx, gateways: OpenGateways) {
  const { epoch, hold } = await findHold(tx);
  const flows = hold ? await listHeldFlows(tx) : [];
  const ids = flows.map((flow) => flow.flowId);
  const names = await findCampaignNames(tx, ids);
  const numbers = await findSenderNumbers(tx, [...ids, ...flows.flatMap((flow) => flow.senderIds)]);
  const runs: Static<typeof HoldAnswer>['runs'] = [];
  for (const flow of flows) {
    const [sender = flow.flowId] = flow.senderIds;
    runs.push({
      id: publicFlowId(flow),
      kind: flow.kind,
      name: names.get(flow.flowId) ?? numbers.get(sender) ?? null,
      texts: flow.choice === null ? flow.texts : 0,
      can_be_asked: await canFlowBeAsked(tx, gateways, flow),
      choice: flow.choice,
      chosen_texts: flow.chosenTexts,
      chosen_at: flow.chosenAt?.toISOString() ?? null,
    });
  }
  const undecided = flows.filter((flow) => flow.choice === null);
  return {
    object: 'hold' as const,
    epoch,
    hold: toHold(hold),
    runs,
    texts: sumOf(undecided),
    unlaunched_campaigns: hold ? await countUnlaunched(tx) : 0,
  };
}

const prefixes = { campaign: 'cmp', direct: 'run', answers: 'snd' } as const;

const publicFlowId = ({ kind, flowId }: Pick<HeldFlow, 'kind' | 'flowId'>) =>
  publicId(prefixes[kind], flowId);

function readFlowId(text: string): string {
  const [id] = Object.values(prefixes).flatMap((prefix) => readUuidId(prefix, text) ?? []);
  if (id !== undefined) return id;
  throw new NotFound(
    'hold.no_such_run',
    `${text} is not the id of a run; GET /v1/installation/hold lists them.`,
  );
}

const toHeldText = (instanceId: string) => (text: HeldText) => ({
  object: 'held_text' as const,
  id: publicId('msg', text.id),
  reference: referenceOf(instanceId, text.id),
  run: publicFlowId(text),
  contact: text.contactId === null ? null : publicId('con', text.contactId),
  number: text.number,
  queued_at: text.queuedAt.toISOString(),
});

/** The file holds every workspace, so whoever takes it must own them all; a key counts as whoever made it. */
async function requireAllWorkspaces(tx: Tx, { actor }: Scope): Promise<void> {
  const [kind, id = ''] = actor.split(':');
  const account = kind === 'key' ? await findKeyMaker(tx, id) : id;
  if ((await countOthersWorkspaces(tx, account)) === 0) return;
  throw new Forbidden(
    'backup.others_workspaces',
    'A backup holds every workspace of the installation, and you do not own all of them. Whoever runs the installation takes one on its machine: npm run backup -- FILE.',
  );
}
