import type { Permission } from '../accounts/index.ts';

/** How somebody can be told. `app` is the bell of the console, `browser` a note by the browser while the console is open. */
export const ways = ['app', 'browser', 'email', 'webhook', 'sms'] as const;
export type WayToTell = (typeof ways)[number];
/** Those that leave the console; each is a letter with tries of its own. */
export const outsideWays = ['email', 'webhook', 'sms'] as const;
export type OutsideWay = (typeof outsideWays)[number];

export type Facts = Readonly<Record<string, string | number>>;

type Kind = {
  readonly title: string;
  /** One sentence with places for facts, `{name}`; by the state in the facts where there are several. */
  readonly words: string | Readonly<Record<string, string>>;
  /** Only those who may see what it is about are told of it. */
  readonly needs: Permission;
  /** How people are told who have not chosen. */
  readonly usual: readonly WayToTell[];
  /** May wake people: it passes quiet times where they want that, and waits for no digest. */
  readonly isUrgent?: true;
};

/** Everything that people can be told of. The console says the same sentences in its own languages. */
export const kinds = {
  'campaign.finished': {
    title: 'A campaign is done',
    words: '“{name}” is done.',
    needs: 'campaigns.read',
    usual: ['app'],
  },
  'campaign.paused': {
    title: 'A campaign has paused by itself',
    words: '“{name}” has paused by itself. {why}',
    needs: 'campaigns.read',
    usual: ['app', 'browser', 'email'],
    isUrgent: true,
  },
  'coupons.empty': {
    title: 'Coupons have run out',
    words: '“{name}” waits for coupon codes: {got} people have theirs, {waiting} wait until there are more.',
    needs: 'campaigns.write',
    usual: ['app', 'browser', 'email'],
  },
  'approval.asked': {
    title: 'A campaign waits for approval',
    words: '“{name}” waits for approval (people: {people}).',
    needs: 'campaigns.approve',
    usual: ['app', 'browser', 'email'],
  },
  'approval.answered': {
    title: 'Somebody has looked at your campaign',
    words: {
      approved: '{by} has approved “{name}”. {note}',
      declined: '{by} has declined “{name}”. {note}',
      changes_requested: '{by} wants “{name}” changed: {note}',
    },
    needs: 'campaigns.read',
    usual: ['app', 'browser', 'email'],
  },
  // Alerts have mail and a webhook of the workspace's own.
  'alert.raised': {
    title: 'A figure went beyond its threshold',
    words: '{sentence}',
    needs: 'campaigns.read',
    usual: ['app', 'browser'],
  },
  'reply.waiting': {
    title: 'A reply has waited for too long',
    words: 'A conversation has waited {span} for an answer.',
    needs: 'inbox.answer',
    usual: ['app', 'browser'],
  },
  'reply.mention': {
    title: 'Somebody has named you in a note',
    words: '{by} has named you in a note on a conversation.',
    needs: 'messages.read',
    usual: ['app', 'browser', 'email'],
  },
  'import.finished': {
    title: 'An import is done',
    words: '“{file}” is imported (rows taken in: {rows}).',
    needs: 'contacts.import',
    usual: ['app'],
  },
  'import.failed': {
    title: 'An import has failed',
    words: 'The import of “{file}” has failed.',
    needs: 'contacts.import',
    usual: ['app', 'email'],
  },
  'gateway.down': {
    title: 'A carrier account is in trouble',
    words: {
      unreachable: 'The account “{name}” cannot be reached.',
      misconfigured: 'The account “{name}” refuses what we send: look at its settings.',
      no_funds: 'The account “{name}” has no funds left.',
    },
    needs: 'senders.read',
    usual: ['app', 'browser', 'email'],
    isUrgent: true,
  },
  'spend.reached': {
    title: 'A cap of spending is near or reached',
    words: {
      day: '{percent} % of what may be spent today is spent: {spent} of {cap} {currency}.',
      month: '{percent} % of what may be spent this month is spent: {spent} of {cap} {currency}.',
    },
    needs: 'workspace.admin',
    usual: ['app', 'email'],
  },
  'request.due': {
    title: 'A data request is due',
    words: 'A data request has to be answered by {day}.',
    needs: 'requests.read',
    usual: ['app', 'email'],
  },
  'key.expiring': {
    title: 'An API key ends soon',
    words: 'The API key “{name}” ends on {day}.',
    needs: 'keys.manage',
    usual: ['app', 'email'],
  },
  'sending.switched': {
    title: 'Sending was stopped or resumed',
    words: {
      all: 'Everything may be sent again. {reason}',
      no_marketing: 'Campaigns are stopped. {reason}',
      none: 'All sending is stopped. {reason}',
    },
    needs: 'workspace.read',
    usual: ['app', 'browser'],
    isUrgent: true,
  },
  test: {
    title: 'A test',
    words: 'This is a test: whatever is told by this way reaches you.',
    needs: 'workspace.read',
    usual: ['app', 'browser', 'email', 'webhook', 'sms'],
    isUrgent: true,
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as readonly KindName[];
/** What people can choose about; a test goes by every way there is. */
export const choosable = kindNames.filter((name) => name !== 'test');
export const isKindName = (text: string): text is KindName => Object.hasOwn(kinds, text);
export const kindOf = (name: KindName): Kind => kinds[name];

/** The sentence of a notification, in English. */
export function sentenceOf(name: KindName, facts: Facts): string {
  const { words } = kindOf(name);
  const chosen = typeof words === 'string' ? words : (words[String(facts.state)] ?? kindOf(name).title);
  const all: Facts = { ...facts, span: spanOf(Number(facts.minutes ?? 0)) };
  return chosen.replaceAll(/\{(\w+)\}/g, (_, fact: string) => written(all[fact])).trim();
}

const written = (fact: string | number | undefined): string =>
  typeof fact === 'number' ? fact.toLocaleString('en-US') : String(fact ?? '');

const pathsByPrefix: Readonly<Record<string, string>> = {
  cmp: '/campaigns/',
  imp: '/audience/imports/',
  cnv: '/inbox?open=',
  gtw: '/senders/gateways/',
};
const pathsByKind: Partial<Record<KindName, string>> = {
  'alert.raised': '/reports/deliverability',
  'spend.reached': '/settings/spending',
  'request.due': '/compliance/requests',
  'key.expiring': '/developers/keys',
  'sending.switched': '/',
  test: '/settings/notifications',
};

/** Where in the console it is looked at. */
export function pathOf(name: KindName, subject: string | null): string {
  if (name === 'approval.asked' && subject !== null) return `/campaigns/${subject}/approval`;
  if (name === 'approval.answered' && subject !== null) return `/campaigns/${subject}/review`;
  const prefix = subject?.split('_')[0];
  const path = prefix === undefined ? undefined : pathsByPrefix[prefix];
  return pathsByKind[name] ?? (path === undefined ? '/' : path + subject);
}

/** "45 min", "3 h", "2 d": nobody reads 2,884 minutes. */
function spanOf(minutes: number): string {
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2_880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1_440)} d`;
}
