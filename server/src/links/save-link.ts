import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, invalidAt, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import {
  findLink,
  insertLinks,
  listTextLinks,
  lockLink,
  readLinkSetting,
  saveLink,
  saveLinkSetting,
} from './link.queries.ts';
import { type Link, type LinkSetting, readDestination, readDomain, type Utm, withUtm } from './link.ts';
import { sharedToken } from './tokens-of.ts';

export async function getLink(tx: Tx, id: string): Promise<Link> {
  const link = await findLink(tx, id);
  if (link) return link;
  throw new NotFound(
    'link.not_found',
    'There is no such link in this workspace. List the links to see which there are.',
  );
}

/** Where short links of this workspace begin on a domain of their own: nothing may lead there. */
const ownDomains = ({ domain }: LinkSetting): string[] => (domain === null ? [] : [domain]);

export type LinkWish = {
  readonly url: string;
  readonly label?: string | null;
  readonly expiresAt?: Date | null;
  readonly utm?: Utm;
};

/** A link that somebody made, with a token for everybody who is shown it. */
export async function createLink(
  ctx: Context,
  scope: Scope,
  wish: LinkWish,
): Promise<{ link: Link; token: string }> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const at = ctx.clock.now();
    const setting = await readLinkSetting(tx);
    const link: Link = {
      id: ctx.ids.uuid(),
      url: withUtm(readDestination(wish.url, ownDomains(setting)), wish.utm ?? {}),
      label: wish.label ?? null,
      campaignId: null,
      state: 'on',
      expiresAt: laterThan(at, wish.expiresAt ?? null),
      madeBy: scope.actor,
      createdAt: at,
      changedAt: at,
    };
    await insertLinks(tx, [link]);
    const token = await sharedToken(tx, ctx, link.id);
    await recordAudit(tx, scope, {
      act: 'link.created',
      object: publicId('lnk', link.id),
      after: shown(link),
    });
    return { link, token };
  });
}

/**
 * The link for each of these addresses in single texts, made where there is none. Of two requests that make one at the same
 * moment both keep theirs: that is two links to one place, and no harm.
 */
export async function ensureTextLinks(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'ids'>,
  urls: readonly string[],
): Promise<Map<string, string>> {
  const known = new Map((await listTextLinks(tx, urls)).map(({ id, url }) => [url, id]));
  const at = ctx.clock.now();
  const made = urls
    .filter((url) => !known.has(url))
    .map((url): Link => {
      const rest = { label: null, campaignId: null, state: 'on', expiresAt: null } as const;
      return { id: ctx.ids.uuid(), url, ...rest, madeBy: 'texts', createdAt: at, changedAt: at };
    });
  await insertLinks(tx, made);
  for (const { id, url } of made) known.set(url, id);
  return known;
}

export type LinkChange = {
  readonly url?: string;
  readonly label?: string | null;
  readonly state?: Link['state'];
  readonly expiresAt?: Date | null;
};

/** Another destination, an end, the switch. It holds for every text that has the link already, within a second. */
export async function changeLink(ctx: Context, scope: Scope, id: string, change: LinkChange): Promise<Link> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await lockLink(tx, id);
    if (!before) return getLink(tx, id);
    const at = ctx.clock.now();
    const after: Link = {
      ...before,
      url:
        change.url === undefined
          ? before.url
          : readDestination(change.url, ownDomains(await readLinkSetting(tx))),
      label: change.label === undefined ? before.label : change.label,
      state: change.state ?? before.state,
      expiresAt: change.expiresAt === undefined ? before.expiresAt : laterThan(at, change.expiresAt),
      changedAt: at,
    };
    if (after.state === 'on' && after.url === '')
      throw new Conflict(
        'link.forgotten',
        'Where this link led was erased with the person whose text it was in. Give it another destination first.',
      );
    await saveLink(tx, after);
    await recordAudit(tx, scope, {
      act: 'link.changed',
      object: publicId('lnk', id),
      before: shown(before),
      after: shown(after),
    });
    return after;
  });
}

export async function setLinkSetting(
  ctx: Context,
  scope: Scope,
  wish: {
    readonly domain: string | null;
    readonly tracking: LinkSetting['tracking'];
    readonly agreementIn?: LinkSetting['agreementIn'];
    /** As it was, unless told. */
    readonly passesToken?: boolean;
    readonly watch?: LinkSetting['watch'];
  },
): Promise<LinkSetting> {
  const domain = wish.domain === null ? null : readDomain(wish.domain);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await readLinkSetting(tx);
    const setting = {
      domain,
      tracking: wish.tracking,
      agreementIn: wish.agreementIn === undefined ? before.agreementIn : wish.agreementIn,
      passesToken: wish.passesToken ?? before.passesToken,
      watch: wish.watch ?? before.watch,
    };
    await saveLinkSetting(tx, setting);
    await recordAudit(tx, scope, {
      act: 'links.settings_changed',
      object: 'workspace',
      before: { ...before },
      after: { ...setting },
    });
    return setting;
  });
}

function laterThan(now: Date, expiresAt: Date | null): Date | null {
  if (expiresAt !== null && expiresAt <= now)
    throw invalidAt(
      '/expires_at',
      'link.ends_in_the_past',
      'This end has passed. Give a later one, or switch the link off.',
    );
  return expiresAt;
}

const shown = ({ url, label, state, expiresAt }: Link) => ({
  url,
  label,
  state,
  expires_at: expiresAt?.toISOString() ?? null,
});
