import type { Papers } from '@tidings/policy/registrations';
import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { savePace } from './pace.queries.ts';

/** The number that texts come from. `partsPerSecond` is what the carrier allows it, counted in parts, not in texts. */
export type Sender = {
  id: string;
  gatewayId: string;
  number: string;
  kind: SenderKind;
  partsPerSecond: number;
  /** What carriers know its texts by, such as the id of a 10DLC campaign: numbers that share one are counted together. */
  registration: string | null;
  /** What the brand of its 10DLC campaign is known by here: carriers that count by brand count all its campaigns together. */
  brandRegistration: string | null;
  papers: Papers;
} & SenderFacts;
/** What is known of a number beside how fast it sends. */
export type SenderFacts = {
  /** What its owner calls it. */
  readonly label: string | null;
  /** Whether pictures leave from it; null where nobody has said, and the account is believed to do as it does with others. */
  readonly canMms: boolean | null;
  /** A landline or toll-free number whose texts alone are at this carrier; its calls stay where they are. */
  readonly isHosted: boolean;
  /** Of a short code, which texts people there alone; a number says itself of which country it is. */
  readonly country: string | null;
  /** What the carrier takes for it a month. */
  readonly monthlyCost: { readonly amount: string; readonly currency: string } | null;
};

export type SenderKind = 'long_code' | 'toll_free' | 'short_code' | 'alphanumeric';

/**
 * What stands behind a sender `s`, from its gateway `g` and its registration `q`. An adapter whose kind begins with
 * `rehearsal` reaches no real phone; a number of which any route leads elsewhere does.
 */
export const papersSql = `json_build_object('isRehearsal', starts_with(g.kind, 'rehearsal') and not exists (
      select from route t join gateway o on o.workspace_id = t.workspace_id and o.id = t.gateway_id
      where t.workspace_id = s.workspace_id and (t.sender_id = s.id or t.sender_kind = s.kind) and not starts_with(o.kind, 'rehearsal')), 'kind', q.kind, 'status', q.status,
    'expiresAtMs', extract(epoch from q.expires_at) * 1000, 'graceUntilMs', extract(epoch from s.unregistered_until) * 1000)`;
export const brandRegistrationSql = `case when q.parent_id is not null then 'reg_' || replace(q.parent_id::text, '-', '') end`;

const monthlyCostSql = `case when s.monthly_cost is not null then json_build_object('amount', trim_scale(s.monthly_cost)::text, 'currency', s.monthly_currency) end`;
/** What a text is sent by: without what only people want to know of the number. */
export type SendingSender = Omit<Sender, 'label' | 'isHosted' | 'monthlyCost'>;
/** What is said of a sender `s` that a text is sent by, as more pieces of a json_build_object. */
export const sendingFactsSql = "'canMms', s.can_mms, 'country', s.country";

/** What `Sender` holds, of a sender `s` with its pace `p`, gateway `g` and registration `q`. */
export const senderColumns = `s.id, s.gateway_id as "gatewayId", s.number, s.kind, p.parts_per_second as "partsPerSecond", s.registration,
  ${brandRegistrationSql} as "brandRegistration", ${papersSql} as papers, s.label, s.can_mms as "canMms", s.is_hosted as "isHosted", s.country,
  ${monthlyCostSql} as "monthlyCost"`;
const from = `from sender s join pace p on p.workspace_id = s.workspace_id and p.level = 'sender' and p.subject = s.id::text
  join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id
  left join registration q on q.workspace_id = s.workspace_id and q.id = s.registration_id
  where s.workspace_id = current_workspace()`;

export async function getSender(tx: Tx, id: string): Promise<Sender> {
  const { rows } = await tx.query<Sender>({
    name: 'senders_get',
    text: `select ${senderColumns} ${from} and s.id = $1`,
    values: [id],
  });
  if (!rows[0])
    throw new NotFound(
      'sender.not_found',
      'There is no such sender in this workspace. List the senders to see which there are.',
    );
  return rows[0];
}

export async function findSenderByNumber(tx: Tx, number: string): Promise<Sender | null> {
  const { rows } = await tx.query<Sender>({
    name: 'senders_by_number',
    text: `select ${senderColumns} ${from} and s.number = $1`,
    values: [number],
  });
  return rows[0] ?? null;
}

/** Those of these numbers that are ours, by number. */
export async function findSendersByNumber(tx: Tx, numbers: readonly string[]): Promise<Map<string, Sender>> {
  const { rows } = await tx.query<Sender>({
    name: 'senders_by_numbers',
    text: `select ${senderColumns} ${from} and s.number = any($1::text[])`,
    values: [numbers],
  });
  return new Map(rows.map((sender) => [sender.number, sender]));
}

export async function listSenders(tx: Tx): Promise<Sender[]> {
  const { rows } = await tx.query<Sender>({
    name: 'senders_list',
    text: `select ${senderColumns} ${from} order by s.created_at, s.id`,
    values: [],
  });
  return rows;
}

export async function listSendersOfRegistration(tx: Tx, registrationId: string): Promise<Sender[]> {
  const { rows } = await tx.query<Sender>(
    `select ${senderColumns} ${from} and s.registration_id = $1 order by s.created_at, s.id`,
    [registrationId],
  );
  return rows;
}

/** Puts these numbers under a registration, and takes those that stood under it and are not among them away. */
export async function saveNumbersOf(
  tx: Tx,
  registrationId: string,
  key: string,
  senderIds: readonly string[],
): Promise<void> {
  await tx.query(
    `update sender set registration_id = null, registration = null
     where workspace_id = current_workspace() and registration_id = $1 and not (id = any($2::uuid[]))`,
    [registrationId, senderIds],
  );
  await tx.query(
    `update sender set registration_id = $1, registration = $3
     where workspace_id = current_workspace() and id = any($2::uuid[])`,
    [registrationId, senderIds, key],
  );
}

export type InsertedSender = Omit<Sender, 'brandRegistration' | 'papers'>;

export async function insertSender(tx: Tx, sender: InsertedSender): Promise<void> {
  await tx.query(
    `insert into sender (workspace_id, id, gateway_id, number, kind, registration) values (current_workspace(), $1, $2, $3, $4, $5)`,
    [sender.id, sender.gatewayId, sender.number, sender.kind, sender.registration],
  );
  await saveSenderFacts(tx, sender.id, sender);
  await savePace(tx, 'sender', sender.id, { partsPerSecond: sender.partsPerSecond });
}

export async function saveSenderFacts(tx: Tx, id: string, facts: SenderFacts): Promise<void> {
  const { label, canMms, isHosted, country, monthlyCost } = facts;
  await tx.query(
    `update sender set label = $2, can_mms = $3, is_hosted = $4, country = $5, monthly_cost = $6, monthly_currency = $7
     where workspace_id = current_workspace() and id = $1`,
    [id, label, canMms, isHosted, country, monthlyCost?.amount ?? null, monthlyCost?.currency ?? null],
  );
}

/** The carrier does not know this number: its texts wait, those of other numbers of the account go on. */
export async function blockSender(tx: Tx, id: string, detail: string, forMs: number): Promise<void> {
  await tx.query({
    name: 'senders_block',
    text: `update sender set state_since = case when state = 'misconfigured' then state_since else clock_timestamp() end,
             state = 'misconfigured', state_detail = $2, blocked_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
           where workspace_id = current_workspace() and id = $1`,
    values: [id, detail, forMs],
  });
}

export async function clearSender(tx: Tx, id: string): Promise<void> {
  await tx.query({
    name: 'senders_clear',
    text: `update sender set state = 'ok', state_detail = null, state_since = clock_timestamp(), blocked_until = null
           where workspace_id = current_workspace() and id = $1 and state <> 'ok'`,
    values: [id],
  });
}
