import { messageOfReference, referenceOf } from '../../server/src/gateways/index.ts';
import type { MessageRow } from '../../server/src/messages/index.ts';
import type { Accepted } from './carrier.ts';
import { instanceId } from './instance.ts';
import type { Row, Txn } from './rows.ts';
import type { Scenario } from './scenario.ts';
import type { Life } from './scheduler.ts';
import type { ChunkRow, IntentRow, SuppressionRow, Tables } from './tables.ts';

/**
 * Looks on, and names what must not happen in the moment when it happens. What was announced is known from commits alone,
 * what left and what was accepted from the wire and the carrier's ledger alone.
 */
export type Watch = {
  /** What has gone wrong, in the order in which it did. */
  readonly wrong: string[];
  onCommit(txn: Txn, before: ReadonlyMap<Row<unknown>, unknown>): void;
  onLeaves(life: Life, messageId: number): void;
  onAccepted(accepted: Accepted, ledger: readonly Accepted[]): void;
  /** Whatever is announced up to this hour may have suffered from a fault. */
  excuseUntil(atMs: number): void;
};

/** The word of a text: when it was committed, when its transaction began, and whose it is. */
type Word = { atMs: number; sinceMs: number; life: Life };

const finals: ReadonlySet<string> = new Set(['delivered', 'undelivered', 'failed', 'suppressed']);

export function openWatch(
  tables: Tables,
  scenario: Scenario,
  nowMs: () => number,
  lost: () => ReadonlySet<string>,
): Watch {
  const wrong: string[] = [];
  const say = (sentence: string) => void wrong.push(`${nowMs().toFixed(1)} ms: ${sentence}`);
  /** Texts that may be in the air: announced, and nothing said of them since. */
  const announced = new Map<number, Word>();
  /** The last word of each text, whatever has been said of the text since. */
  const words = new Map<number, Word>();
  /** Texts that have been called unknown before. Their old chunk may be taken up once more, and call them so again. */
  const named = new Set<number>();
  /** People and runs of which a STOP has ended what waited. */
  const ended = new Set<string>();
  let excusedUntilMs = Number.NEGATIVE_INFINITY;

  const chunkOf = (id: number) => tables.chunks.rows.get(id)?.committed;
  const messageOf = (id: number) => tables.messages.rows.get(id)?.committed;
  const idOf = ({ reference }: Accepted) => messageOfReference(instanceId, reference) ?? 0;
  const endedKey = (runId: string | null, contactId: number) => `${runId} ${contactId}`;

  function onIntent(txn: Txn, before: IntentRow | undefined, after: IntentRow): void {
    const chunk = chunkOf(after.chunkId);
    if (!chunk) return;
    for (const position of before?.positions ?? [])
      if (!after.positions.includes(position)) {
        announced.delete(chunk.baseId + position);
        words.delete(chunk.baseId + position);
      }
    const news = after.positions.filter((position) => !before?.positions.includes(position));
    if (news.length === 0) return;
    if (chunk.fence !== after.fence || chunk.state !== 'leased')
      say(`${txn.owner.name} announces texts of chunk ${chunk.id}, which is not (or not any more) its own`);
    onMayLeave(chunk);
    for (const position of news) onAnnounced(txn, chunk, position);
  }

  /** Held, switched off and paused are asked in the moment of the commit: later is too late, earlier is no answer. */
  function onMayLeave({ runId, lane }: ChunkRow): void {
    const run = runId === null ? undefined : tables.runs.rows.get(runId)?.committed;
    if (run && run.state !== 'running') say(`a text of a run that is ${run.state} is announced`);
    const { installation, workspace } = tables;
    if (installation.committed?.isHeld) say('a text is announced while everything is held');
    const switches = [installation.committed?.sending, workspace.committed?.sending];
    if (switches.includes('none') || (lane === 'marketing' && switches.includes('no_marketing')))
      say('a text is announced while it is switched off');
  }

  function onAnnounced(txn: Txn, chunk: ChunkRow, position: number): void {
    const id = chunk.baseId + position;
    const contactId = chunk.recipients[position] ?? 0;
    if (announced.has(id)) say(`text ${id} is announced again while it may be in the air`);
    const word = { atMs: nowMs(), sinceMs: txn.startedAtMs, life: txn.owner };
    announced.set(id, word);
    words.set(id, word);
    const message = messageOf(id);
    if (message && !(chunk.isRecorded && message.status === 'queued'))
      say(`text ${id} is announced, and is on record as ${message.status}`);
    if (chunk.runId === null) return;
    const number = tables.contacts.get(contactId)?.number ?? '';
    const isStopped = tables.suppressions.rows.get(number)?.committed?.isLifted === false;
    if (isStopped || tables.consents.rows.get(number)?.committed?.status !== 'opted_in')
      say(`text ${id} is announced after the STOP of its person was committed`);
    if (ended.has(endedKey(chunk.runId, contactId)))
      say(`text ${id} is announced, though a STOP had ended it while it waited`);
  }

  function onStop({ number }: SuppressionRow): void {
    const contact = [...tables.contacts.values()].find((one) => one.number === number);
    if (!contact) return;
    for (const { committed: chunk } of tables.chunks.rows.values()) {
      if (!chunk || chunk.runId === null || (chunk.state !== 'ready' && chunk.state !== 'leased')) continue;
      const position = chunk.recipients.indexOf(contact.id);
      const id = chunk.baseId + position;
      if (position < 0 || announced.has(id)) continue;
      const status = messageOf(id)?.status;
      if (status === undefined || status === 'queued') ended.add(endedKey(chunk.runId, contact.id));
    }
  }

  function onMessage(before: MessageRow | undefined, after: MessageRow): void {
    const { id, status } = after;
    if (before && finals.has(before.status) && before.status !== status)
      say(`text ${id} was ${before.status} for good and is ${status} now`);
    if (before?.status === 'sent' && !finals.has(status) && status !== 'sent')
      say(`text ${id} was sent and is only ${status} now`);
    const news = announced.get(id) ?? words.get(id);
    if (status === 'unknown' && before?.status !== 'unknown') {
      // A worker that slept through all of this may call it so once more: it is asked for again, and nothing is lost.
      if (!news && !named.has(id)) say(`text ${id} is called unknown, and nobody had announced it`);
      else if (!news) named.add(id);
      else if (after.reason === 'worker.died' && news.sinceMs > excusedUntilMs && !named.has(id))
        say(`text ${id} is called unknown, and nothing had happened to its worker`);
      else if (after.reason === 'carrier.answer_lost' && !lost().has(referenceOf(instanceId, id)))
        say(`text ${id} is called unknown, and its answer was not lost`);
      named.add(id);
    }
    if (status !== 'queued') announced.delete(id);
  }

  return {
    wrong,
    onCommit(txn, before) {
      let isMoved = false;
      for (const [row, was] of before) {
        if (row.of === 'message') onMessage(was as MessageRow | undefined, row.committed as MessageRow);
        isMoved ||= row.of === 'message' || row.of === 'send_chunk';
      }
      for (const [row, was] of before) {
        if (row.of === 'send_intent') onIntent(txn, was as IntentRow | undefined, row.committed as IntentRow);
        const suppression = row.of === 'suppression' ? (row.committed as SuppressionRow) : undefined;
        const wasLifted = (was as SuppressionRow | undefined)?.isLifted ?? true;
        if (suppression && !suppression.isLifted && wasLifted) onStop(suppression);
      }
      if (isMoved) for (const sentence of misplaced(tables)) say(sentence);
    },
    onLeaves(life, id) {
      const news = words.get(id);
      if (!news || news.life !== life) say(`a byte of text ${id} leaves ${life.name} without its word`);
      else if (nowMs() - news.atMs > scenario.timing.guardMs)
        say(`a byte of text ${id} leaves ${Math.round(nowMs() - news.atMs)} ms after its word`);
    },
    onAccepted(accepted, ledger) {
      const isOne = accepted.tag.startsWith('cmp_')
        ? (other: Accepted) => other.tag === accepted.tag && other.to === accepted.to
        : (other: Accepted) => other.reference === accepted.reference;
      const times = ledger.filter(isOne).length;
      const mayComeTwice = scenario.capability >= 'D' && messageOf(idOf(accepted))?.purpose === 'otp';
      if (times > (mayComeTwice ? 2 : 1))
        say(`${accepted.to} gets ${accepted.reference} of ${accepted.tag}, number ${times} of its kind`);
    },
    excuseUntil(atMs) {
      excusedUntilMs = Math.max(excusedUntilMs, atMs);
    },
  };
}

/** The law of conservation: everybody who was to get a text of a run is in exactly one place, at every moment. */
function misplaced(tables: Tables): string[] {
  const places = new Map<string, Set<number>>();
  for (const [id, { committed }] of tables.messages.rows)
    if (committed?.campaign_id) add(`${committed.campaign_id} ${committed.contact_id}`, id);
  for (const { committed: chunk } of tables.chunks.rows.values()) {
    if (!chunk?.runId || chunk.state === 'done') continue;
    for (const [position, recipient] of chunk.recipients.entries())
      if (recipient > 0) add(`${chunk.runId} ${recipient}`, chunk.baseId + position);
  }
  function add(key: string, id: number): void {
    const known = places.get(key);
    if (known) known.add(id);
    else places.set(key, new Set([id]));
  }
  const sentences: string[] = [];
  for (const [runId, people] of tables.members) {
    for (const contactId of people) {
      const count = places.get(`${runId} ${contactId}`)?.size ?? 0;
      if (count !== 1) sentences.push(`person ${contactId} of run ${runId} is in ${count} places`);
    }
  }
  return sentences;
}
