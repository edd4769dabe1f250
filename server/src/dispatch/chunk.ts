import type { Contact } from '../contacts/index.ts';
import type { Gateway } from '../gateways/index.ts';
import type { MessageKind } from '../messages/index.ts';
import type { Sender } from '../senders/index.ts';
import type { Verdict } from './verdict.ts';

export type Lane = 'otp' | 'transactional' | 'conversational' | 'marketing';

/** What dispatch knows of a launch. */
export type Run = {
  id: string;
  programId: string;
  brandId: string;
  purpose: string;
  senderId: string;
  body: string;
  state: 'running' | 'paused' | 'stopped' | 'done';
};

/** A single text, or one that is sent again under its old id, carries its words and its number itself. */
export type Payload = { kind: MessageKind; number: string; body: string; purpose: string; reason: string };

export type Chunk = {
  id: number;
  fence: number;
  runId: string | null;
  lane: Lane;
  senderId: string;
  payload: Payload | null;
  baseId: number;
  recipients: number[];
  notBefore: Date;
  heldReason: string | null;
  createdAt: Date;
};

/** One text on its way through the pipeline. It is still going while it has no verdict. */
export type Text = {
  position: number;
  id: number;
  contactId: number | null;
  /** True when a former owner of the chunk recorded an intent and no outcome: it may have left already. */
  mayHaveLeft: boolean;
  number: string;
  contact: Contact | null;
  body: string;
  parts: number;
  consentEventId: number | null;
  /** When the person's window closes; a text not handed over by then is judged again. */
  closesAt: Date | null;
  verdict: Verdict | null;
};

/** A leased chunk with everything its texts share. `texts` shrinks to a wave when it comes to sending. */
export type Batch = {
  workspaceId: string;
  chunk: Chunk;
  run: Run | null;
  sender: Sender;
  gateway: Gateway;
  workspaceZone: string;
  texts: Text[];
};

/** The brand-new text of a position, before anything is known but where it stands. */
export function textAt(chunk: Chunk, position: number, mayHaveLeft: boolean): Text {
  const recipient = chunk.recipients[position] ?? 0;
  return {
    position,
    id: chunk.baseId + position,
    contactId: recipient > 0 ? recipient : null,
    mayHaveLeft,
    number: chunk.payload?.number ?? '',
    contact: null,
    body: chunk.payload?.body ?? '',
    parts: 0,
    consentEventId: null,
    closesAt: null,
    verdict: null,
  };
}

export function kindOf(chunk: Chunk): MessageKind {
  return chunk.payload?.kind ?? 'campaign';
}

export function purposeOf(batch: Batch): string {
  return batch.run?.purpose ?? batch.chunk.payload?.purpose ?? 'marketing';
}

/** Texts that have no verdict yet. */
export function going(batch: Pick<Batch, 'texts'>): Text[] {
  return batch.texts.filter((text) => text.verdict === null);
}
