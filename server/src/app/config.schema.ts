import { type Static, Type } from 'typebox';
import { type DefaultRole, defaultRoles } from '../accounts/index.ts';

const optionalText = (description: string, rules: { pattern?: string; minLength?: number } = {}) =>
  Type.Optional(Type.String({ description, ...rules }));
const secret = (description: string, minLength: number) =>
  Type.Optional(Type.String({ description, minLength, isSecret: true }));
const flag = (description: string, preset: boolean) => Type.Boolean({ description, default: preset });
const count = (description: string, minimum: number, maximum: number, preset: number) =>
  Type.Integer({ description, minimum, maximum, default: preset });

/** Every setting of the service. The docs page and .env.example are written from here. */
export const ConfigSchema = Type.Object({
  DATABASE_URL: secret(
    'A PostgreSQL 15 or newer to use, as postgresql://user:password@host/database. Without it Tidings runs one of its own.',
    1,
  ),
  TIDINGS_DATA_DIR: optionalText(
    'Where the embedded database, uploads and the generated key live. Default: .data beside the program.',
  ),
  TIDINGS_HOST: Type.String({
    description: 'The address to listen on. 0.0.0.0 means every network the machine is on.',
    default: '127.0.0.1',
  }),
  TIDINGS_PORT: count('The port to listen on; 0 takes a free one and says which.', 0, 65_535, 8434),
  TIDINGS_PUBLIC_URL: optionalText(
    'The address people and carriers use, such as https://texts.example.com.',
    {
      pattern: '^https?://[^/\\s]+$',
    },
  ),
  TIDINGS_INSIDE_HOSTS: optionalText(
    'Names or addresses of carriers within your own network, separated by commas, such as modem.lan. Where TIDINGS_PUBLIC_URL leads people here from outside, accounts reached by SMPP or described by a file connect to no other host that is not public.',
  ),
  TIDINGS_TRUST_PROXY: optionalText(
    'The proxies whose word about the caller’s address is taken: addresses or networks, separated by commas.',
  ),
  TIDINGS_SECRET_KEY: secret(
    'Seals stored secrets and signs links; the same on every machine, and kept with the backups. Needed with DATABASE_URL; otherwise made on the first start.',
    32,
  ),
  TIDINGS_OLD_SECRET_KEYS: secret(
    'Secret keys of before, separated by commas: what they sealed and the links they signed go on to open after TIDINGS_SECRET_KEY was changed.',
    32,
  ),
  TIDINGS_BACKUP_PASSPHRASE: secret(
    'Seals backups as they are taken, and opens them again. Keep it where the backups are not.',
    12,
  ),
  TIDINGS_SETUP_TOKEN: secret(
    'The token that the setup page asks for. Default: one that is printed at the start.',
    16,
  ),
  TIDINGS_SMTP_URL: Type.Optional(
    Type.String({
      description:
        'The mail server for invitations and new passwords, as smtps://user:password@host:465 or smtp://user:password@host:587 (then TLS is insisted on). Needs TIDINGS_MAIL_FROM and TIDINGS_PUBLIC_URL. Without it links are handed over by hand.',
      pattern: '^smtps?://[^/\\s]+/?$',
      isSecret: true,
    }),
  ),
  TIDINGS_MAIL_FROM: optionalText('The address that mails come from, such as texts@example.com.', {
    pattern: '^[^\\s@<>",;:]+@[^\\s@<>",;:]+$',
  }),
  TIDINGS_OIDC_ISSUER: optionalText(
    'The OpenID Connect issuer of a single sign-on, such as https://login.example.com. Needs TIDINGS_OIDC_CLIENT_ID, TIDINGS_OIDC_CLIENT_SECRET and TIDINGS_PUBLIC_URL; register <TIDINGS_PUBLIC_URL>/v1/sign-in/oidc/callback there.',
    { pattern: '^(https://[^\\s?#]+|http://(127\\.0\\.0\\.1|\\[::1\\]|localhost)(:[0-9]+)?(/[^\\s?#]*)?)$' },
  ),
  TIDINGS_OIDC_CLIENT_ID: optionalText('What Tidings is called at that issuer.', { minLength: 1 }),
  TIDINGS_OIDC_CLIENT_SECRET: secret('The secret that the issuer has given to Tidings.', 1),
  TIDINGS_OIDC_NAME: Type.String({
    description: 'What the button says: Sign in with ….',
    default: 'single sign-on',
    minLength: 1,
  }),
  TIDINGS_OIDC_DOMAINS: optionalText(
    'E-mail domains whose people may sign in by it, separated by commas, such as example.com,example.org. Without it whoever is invited may, whatever the domain.',
  ),
  TIDINGS_OIDC_ROLE: Type.Optional(
    Type.Unsafe<DefaultRole>({
      type: 'string',
      enum: [...defaultRoles],
      description:
        'What people of TIDINGS_OIDC_DOMAINS join the first workspace as when nobody has invited them. Without it only invited people get in.',
    }),
  ),
  TIDINGS_OIDC_IS_SECOND_FACTOR: flag(
    'The issuer asks everybody for two factors: whoever comes from it is asked for none here.',
    false,
  ),
  TIDINGS_ENTER_TOKEN: secret(
    'Opens the console without a password, as long as everything is a rehearsal.',
    16,
  ),
  TIDINGS_LOG_LEVEL: Type.Unsafe<'debug' | 'info' | 'warn' | 'error'>({
    type: 'string',
    enum: ['debug', 'info', 'warn', 'error'],
    description: 'How much is logged.',
    default: 'info',
  }),
  TIDINGS_AUTO_MIGRATE: flag('Bring the database to the present when the service starts.', true),
  TIDINGS_DATABASE_CONNECTIONS: count(
    'Connections to the database that one process opens at most, for requests and for work each; eight more are for urgent texts.',
    4,
    100,
    16,
  ),
  TIDINGS_JOB_CONCURRENCY: count(
    'Chores (imports, sweeps, news) worked on at once by one process.',
    1,
    32,
    2,
  ),
  TIDINGS_CHUNKS_AT_ONCE: count(
    'Bundles of 500 texts, or of 1,000 for a wide line, that one process sends at once.',
    1,
    64,
    12,
  ),
  TIDINGS_IN_FLIGHT_CAP: count(
    'Texts of one bundle on the wire at once, as far as its line takes so many: the most that a crash can leave unknown, for each bundle.',
    1,
    1_000,
    1_000,
  ),
  TIDINGS_CLOCK: optionalText(
    'Rehearsal only: the hour to begin at and how many times as fast to run, such as 2026-11-24T17:00:00Z@60.',
    { pattern: '^[^@\\s]+@[0-9]+(\\.[0-9]+)?$' },
  ),
  TIDINGS_CARRIER_URL: optionalText(
    'A rehearsal carrier that runs already, as http://127.0.0.1:port. Without it one is started and kept running.',
    { pattern: '^http://(127\\.0\\.0\\.1|\\[::1\\]|localhost):[0-9]+$' },
  ),
  TIDINGS_CARRIER_KEY: secret('The key of that carrier.', 8),
  TIDINGS_CARRIER_CALLBACK_SECRET: secret('The secret with which that carrier signs its callbacks.', 8),
  TIDINGS_CARRIER_FLAGS: optionalText(
    'More flags for the carrier that is started, such as: --profile harsh --seed 7.',
  ),
  TIDINGS_KEEP_TEXTS_MONTHS: Type.Optional(
    Type.Integer({
      description:
        'For how many whole months texts are kept besides the present one; then their words and numbers go, and reports keep the counts. Without it they are kept for ever.',
      minimum: 2,
      maximum: 240,
    }),
  ),
  TIDINGS_KEEP_EVENTS_MONTHS: Type.Optional(
    Type.Integer({
      description:
        'For how many whole months events of the business (orders and the like) are kept besides the present one; older ones are not taken either. Without it they are kept for ever.',
      minimum: 2,
      maximum: 120,
    }),
  ),
  TIDINGS_AUDIT_CHECKPOINT_FILE: optionalText(
    'A file to which each signed checkpoint of the audit is appended. Keep it where whoever can change the database cannot write, such as a mounted disk of another machine.',
  ),
  TIDINGS_AUDIT_CHECKPOINT_URL: optionalText(
    'An address to which each signed checkpoint of the audit is posted as JSON. What it does not take is tried again.',
    { pattern: '^https?://[^\\s]+$' },
  ),
  TIDINGS_AUDIT_CHECKPOINT_LOG: flag(
    'Write each signed checkpoint of the audit to the log, which is often kept elsewhere.',
    true,
  ),
  TIDINGS_METRICS_PORT: Type.Optional(
    Type.Integer({
      description:
        'A port of its own on which every process, workers too, answers /metrics, /healthz, /readyz and /version; 0 takes a free one. Without it there is none.',
      minimum: 0,
      maximum: 65_535,
    }),
  ),
  TIDINGS_METRICS_HOST: Type.String({
    description: 'The address of that port. Keep it where only those who watch the service can reach it.',
    default: '127.0.0.1',
  }),
  TIDINGS_METRICS_TOKEN: secret(
    'Opens /metrics on the address that people use too, as authorization: Bearer <token>, and is then asked for on the port of its own as well.',
    16,
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalText(
    'A collector that takes traces by OTLP over HTTP, such as http://127.0.0.1:4318. Without it nothing is traced.',
    { pattern: '^https?://[^\\s]+$' },
  ),
  TIDINGS_TRACED_PERCENT: count(
    'How many of a hundred requests, bundles and chores are traced.',
    1,
    100,
    100,
  ),
  TIDINGS_DRAIN_SECONDS: count(
    'How long a process that was told to end goes on answering, with /readyz saying that it is draining, so that balancers send nothing new.',
    0,
    60,
    0,
  ),
  TIDINGS_READY_JSON: flag('Print one JSON line on standard output when the service is ready.', false),
});

export type Config = Static<typeof ConfigSchema>;
