import type { Workspace } from '../accounts/index.ts';
import { tellHours, tellPermission } from '../compliance/index.ts';
import { consentLevelOf } from '../contacts/index.ts';
import { publicId } from '../platform/ids.ts';
import type { EventRow, ReplyRow, TextRow } from './evidence.queries.ts';
import { type Gathered, pageHashOf } from './gather.ts';
import { findOptOuts, judge, type OptOut } from './judge.ts';
import { localTime } from './local-time.ts';

export type ProofPack = ReturnType<typeof buildPack>;
export type PackMaking = { readonly at: Date; readonly by: string; readonly workspace: Workspace };

/** What is on record about a number, as evidence. Pure: the same record gives the same pack. */
export function buildPack(found: Gathered, { at, by, workspace }: PackMaking) {
  const optOuts = findOptOuts(found.events, found.replies);
  const zone = found.person?.timeZone ?? workspace.timeZone;
  const erased = found.events.filter(({ type }) => type === 'erased');
  return {
    object: 'proof_pack' as const,
    version: 1,
    number: found.number,
    made_at: at.toISOString(),
    made_by: by,
    workspace: { id: publicId('wsp', workspace.id), name: workspace.name },
    time_zone: { name: zone, source: found.person?.timeZoneSource ?? 'workspace' },
    person: found.person && personOf(found.person),
    checks: judge(found.events, found.texts, optOuts),
    programs: found.standings.map(({ eventId, updatedAt, programName, brandName, ...rest }) => ({
      ...{ program: programName, brand: brandName, ...rest },
      event: publicId('cev', eventId),
      since: updatedAt.toISOString(),
    })),
    suppressions: found.suppressions.map(({ eventId, suppressedAt, liftedAt, brandName, reason }) => ({
      ...{ brand: brandName, reason, event: publicId('cev', eventId) },
      suppressed_at: suppressedAt.toISOString(),
      lifted_at: liftedAt?.toISOString() ?? null,
    })),
    consent_events: found.events.map((event) => eventOf(event, zone, found)),
    opt_outs: optOuts.map((one) => optOutOf(one, zone)),
    texts: found.texts.map((text) => textOf(text, zone, found)),
    texts_in_all: found.textsInAll,
    cut: [...found.cut, ...(found.textsInAll > found.texts.length ? ['texts'] : [])],
    replies: found.replies.map((reply) => ({
      id: publicId('rpl', reply.id),
      received_at: reply.receivedAt.toISOString(),
      local_time: localTime(reply.receivedAt, zone),
      body: reply.body,
      read_as: reply.intent,
      read_by: reply.matchedBy,
      keyword: reply.keyword,
      reading: readingOf(reply),
      carrier_id: reply.providerId,
      answer: reply.answerId === null ? null : publicId('msg', reply.answerId),
    })),
    left_out: found.leftOut.map(({ campaignName, reason, at: leftOutAt }) => ({
      campaign: campaignName,
      reason,
      at: leftOutAt.toISOString(),
    })),
    words: found.words.map(({ programName, brandName, writtenAt, ...rest }) => ({
      ...{ program: programName, brand: brandName, ...rest },
      written_at: writtenAt.toISOString(),
    })),
    ledger: {
      is_intact: found.chain.isIntact,
      events: found.chain.events,
      broken_at: found.chain.brokenAt === undefined ? null : publicId('cev', found.chain.brokenAt),
      last_hash: found.chain.lastHash?.toString('hex') ?? null,
      anchors: found.chain.anchors,
      first_of_number: found.events[0]?.hash.toString('hex') ?? null,
      last_of_number: found.events.at(-1)?.hash.toString('hex') ?? null,
    },
    audit: found.audit,
    erasures: erased.map((event) => ({
      event: publicId('cev', event.id),
      at: event.recordedAt.toISOString(),
      by: event.actor,
      because: event.evidence.request_id ?? null,
    })),
  };
}

const personOf = (person: NonNullable<Gathered['person']>) => ({
  contact: publicId('con', person.id),
  first_name: person.firstName,
  last_name: person.lastName,
  email: person.email,
  country: person.country,
  region: person.region,
  known_since: person.createdAt.toISOString(),
});

function eventOf(event: EventRow, zone: string, { number, pages }: Gathered) {
  const page = pageHashOf(event);
  return {
    id: publicId('cev', event.id),
    type: event.type,
    program: event.programName,
    purpose: event.purpose,
    brand: event.brandName,
    legal_name: event.legalName,
    method: event.method,
    level: levelOf(event, number),
    occurred_at: event.occurredAt.toISOString(),
    local_time: localTime(event.occurredAt, zone),
    recorded_at: event.recordedAt.toISOString(),
    words_shown: event.wordsShown,
    evidence: event.evidence,
    page: page === null ? null : { sha256: page, html: pages.get(page) ?? null },
    recorded_by: event.actor,
    file: event.fileName,
    erased_at: event.erasedAt?.toISOString() ?? null,
    prev_hash: event.prevHash.toString('hex'),
    hash: event.hash.toString('hex'),
  };
}

/** What the law calls it, worked out now from what is on record; null where the event allows nothing. */
function levelOf(event: EventRow, number: string) {
  if (event.purpose === null || event.erasedAt !== null) return null;
  const level = consentLevelOf({ ...event, number, purpose: event.purpose });
  return (
    level && { name: level.name, reason: level.reason, expires_at: level.expiresAt?.toISOString() ?? null }
  );
}

const optOutOf = ({ event, reply, latencyMs, confirmedAfterMs }: OptOut, zone: string) => ({
  event: publicId('cev', event.id),
  brand: event.brandName,
  words: reply?.body ?? event.evidence.raw_text ?? null,
  method: event.method,
  reading: reply && readingOf(reply),
  asked_at: (reply?.receivedAt ?? event.occurredAt).toISOString(),
  local_time: localTime(reply?.receivedAt ?? event.occurredAt, zone),
  in_effect_at: event.recordedAt.toISOString(),
  in_effect_after_ms: latencyMs,
  confirmation: reply?.answerId
    ? {
        text: publicId('msg', reply.answerId),
        status: reply.answerStatus,
        handed_over_after_ms: confirmedAfterMs,
      }
    : null,
});

/** What the reader made of a reply, and why. */
const readingOf = ({ score, why, marks }: ReplyRow) => ({ score, why, marks: [...marks] });

function textOf(text: TextRow, zone: string, { steps, replies }: Gathered) {
  const left = text.submittedAt;
  const answered = replies.find(({ answerId }) => answerId === text.id);
  return {
    id: publicId('msg', text.id),
    kind: text.kind,
    purpose: text.purpose,
    program: text.programName,
    campaign: text.campaignName,
    from: text.from,
    to: text.to,
    body: text.body,
    parts: text.parts,
    status: text.status,
    queued_at: text.queuedAt.toISOString(),
    asked_by: text.queuedBy,
    handed_over_at: left?.toISOString() ?? null,
    local_time: left ? localTime(left, zone) : null,
    consent_event: text.consentEventId === null ? null : publicId('cev', text.consentEventId),
    in_answer_to: answered ? publicId('rpl', answered.id) : null,
    gates: gatesOf(text),
    gateway: text.gatewayName,
    carrier_id: text.providerId,
    accepted_at: text.acceptedAt?.toISOString() ?? null,
    sent_at: text.sentAt?.toISOString() ?? null,
    final_at: text.finalAt?.toISOString() ?? null,
    steps: (steps.get(text.id) ?? []).map(({ at, kind, reason, detail }) => ({
      at: at.toISOString(),
      kind,
      reason,
      detail,
    })),
  };
}

/** What was asked before the text left, as far as a word about it is kept: what it waited for, what stopped or failed it. */
function gatesOf(text: TextRow) {
  const { heldReason, reason, detail, status, submittedAt, consentEventId, hours } = text;
  const gates: { gate: string; verdict: string; reason: string | null }[] = [];
  if (heldReason !== null) gates.push({ gate: 'hour_or_limit', verdict: 'held', reason: heldReason });
  if (status === 'suppressed')
    gates.push({
      gate: 'permission',
      verdict: 'refused',
      reason: [reason, detail].filter(Boolean).join(': ') || null,
    });
  else if (submittedAt !== null)
    gates.push({
      gate: 'permission',
      verdict: 'passed',
      reason: consentEventId === null ? null : publicId('cev', consentEventId),
    });
  if (submittedAt !== null && hours?.permission)
    gates.push({ gate: 'consent_level', verdict: 'passed', reason: tellPermission(hours.permission) });
  if (submittedAt !== null && hours !== null)
    gates.push({ gate: 'hours', verdict: 'passed', reason: tellHours(hours, submittedAt) });
  if (submittedAt !== null && reason !== null) gates.push({ gate: 'carrier', verdict: status, reason });
  return gates;
}
