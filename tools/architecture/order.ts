/**
 * The order of the house, as data. docs/architecture.md tells why; what stands here is what `npm run verify` holds
 * everybody to. Paths are from the root of the repository.
 */

/** Slices of the server from the ground up. A slice imports lower tiers only, so two of one tier never know each other. */
export const tiers: readonly (readonly string[])[] = [
  ['platform'],
  ['accounts'],
  ['contacts', 'senders', 'templates'],
  ['audiences', 'events', 'messages'],
  ['compliance', 'coupons', 'gateways', 'links', 'merging', 'spending'],
  ['routing', 'conversions'],
  ['dispatch'],
  ['joining', 'desk'],
  ['campaigns', 'inbound', 'texts'],
  ['inbox', 'notifications', 'planning', 'trying', 'emergency', 'surveys', 'contests', 'referrals'],
  ['rights', 'experiments'],
  ['analytics', 'evidence', 'bulk'],
  ['app'],
];

/** These two are entered by their files: platform is a row of small doors, app is where everybody is known. */
export const slicesWithoutDoor: readonly string[] = ['platform', 'app'];

/** Which of our own packages a workspace may import. Those not listed here may import any. */
export const workspaceImports: Readonly<Record<string, readonly string[]>> = {
  sms: [],
  smpp: [],
  sdk: [],
  policy: ['sms'],
  cli: ['sdk', 'policy'],
  carrier: ['sms', 'smpp'],
  // Of the carrier only what is known without a port: a simulation asks it what would become of a text.
  server: ['sms', 'smpp', 'policy', 'carrier'],
  console: ['sdk', 'sms', 'policy'],
};

/** Folders whose code runs in a browser and on a server alike, and so knows neither. */
export const pureWorkspaces: readonly string[] = ['sms', 'policy'];

/** Published alone, with nothing to install beside them: their code imports Node and itself. */
export const standaloneWorkspaces: readonly string[] = ['smpp'];

/** From the bottom up: each imports itself and what stands before it. A screen never imports another screen. */
export const consoleLayers: readonly string[] = ['ui', 'frame', 'screens', 'app'];

/** Packages that only some files of the server may know. A name that ends with a slash stands for all below it. */
export const packagePlaces: readonly {
  packages: readonly string[];
  places: readonly RegExp[];
  /** True where naming its types elsewhere does no harm. */
  areTypesFree?: boolean;
  why: string;
}[] = [
  {
    packages: ['fastify', '@fastify/'],
    places: [/\.routes\.ts$/, /^server\/src\/platform\/http\//, /^server\/src\/app\//],
    why: 'HTTP is known in *.routes.ts, platform/http and app only',
  },
  {
    packages: ['@tidings/carrier'],
    places: [/^server\/src\/campaigns\/simulation\//],
    why: 'only the flight simulator may ask what the pretend carrier would do; nothing that sends may know of it',
  },
  {
    packages: ['kysely'],
    places: [/\.queries\.ts$/, /^server\/src\/platform\/db\//],
    why: 'queries are written in *.queries.ts and platform/db only',
  },
  {
    packages: ['pg', 'pg-copy-streams'],
    // The job library is given its schema by a connection of its own.
    places: [/^server\/src\/platform\/(db\/|jobs\/migrate-jobs\.ts$)/],
    areTypesFree: true,
    why: 'connections are made in platform/db only',
  },
];

/** Where SQL may stand. */
export const sqlPlaces: readonly RegExp[] = [
  /\.queries\.ts$/,
  /^server\/src\/platform\/(db\/|jobs\/migrate-jobs\.ts$)/,
];

/** Where the environment may be read; everything else is given what it needs. */
export const environmentPlaces: readonly RegExp[] = [
  /^(server|cli|carrier)\/src\/main\.ts$/,
  /^(tools|bench|e2e)\//,
  /\.config\.ts$/,
];

/** Whatever the built service may hold of our own. */
export const builtWorkspaces = /^(server|sms|policy|smpp|carrier)\/src\//;

/** They are started, and so do something by being loaded; nothing imports them for what they hold. */
export const programs: readonly RegExp[] = [
  /^(server|carrier)\/src\/main\.ts$/,
  /^server\/src\/.*\.worker\.ts$/,
  /^server\/src\/app\/generate-[a-z]+\.ts$/,
];

/** Modules that keep something for the whole process, to save work: whoever asks is told the same with and without it. */
export const memories: readonly string[] = [
  'policy/src/hours/calendar.ts',
  'policy/src/hours/zone-time.ts',
  'policy/src/places/country-zones.ts',
  'server/src/analytics/wall-time.ts',
  // Where an expression is to look next, said before each look.
  'server/src/audiences/segments/language/tokens.ts',
  'server/src/contacts/imports/values/consent-method.ts',
  'server/src/contacts/imports/values/places.ts',
  'server/src/contacts/imports/values/statuses.ts',
  'server/src/dispatch/run-template.ts',
  'server/src/links/robots.ts',
  'server/src/links/tokens-of.ts',
  'sms/src/countries.ts',
  'sms/src/numbers/area-memory.ts',
];

/** The ground floor knows nothing of texting. `message` alone is what every error has, so only its compounds count. */
export const domainWords: readonly string[] = [
  ...['contact', 'campaign', 'message', 'program', 'sender', 'consent', 'gateway', 'recipient', 'subscriber'],
  ...['audience', 'journey', 'receipt', 'suppression', 'carrier', 'handset', 'inbox', 'texting'],
];

/** Names that say nothing about what a thing is for. */
export const emptyWords: readonly string[] = [
  ...['service', 'services', 'manager', 'managers', 'helper', 'helpers', 'util', 'utils', 'base', 'impl'],
  ...['dto', 'dtos', 'common', 'core'],
];

export const longestFile = 400;
