import { recordAudit, type Scope } from '../accounts/index.ts';
import { getConversation, listTalk, type TalkLine } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import { publicId } from '../platform/ids.ts';
import { type ConversationEvent, listEvents } from './event.queries.ts';

export type TranscriptLine = {
  readonly at: Date;
  readonly who: string;
  readonly what: 'they' | 'we' | 'note' | 'event';
  readonly text: string;
  readonly status: string | null;
};

// More than anybody has said to anybody by text; a file beyond it says that it was cut.
const mostLines = 20_000;

/** Everything that was said in a conversation, oldest first; with notes and events where that is asked. Asking is audited. */
export async function readTranscript(
  ctx: Context,
  scope: Scope,
  id: number,
  { hasNotes, format }: { readonly hasNotes: boolean; readonly format: string },
): Promise<{ readonly number: string; readonly lines: readonly TranscriptLine[] }> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const conversation = await getConversation(tx, id);
    const talk = await listTalk(tx, conversation, { before: null, limit: mostLines });
    const events = hasNotes ? await listEvents(tx, id, { before: null, limit: mostLines }) : [];
    await recordAudit(tx, scope, {
      ...{ act: 'conversation.exported', object: publicId('cnv', id), after: { format, notes: hasNotes } },
    });
    const said = talk.toReversed().map((line) => ofTalk(line, conversation.number));
    const lines = [...said, ...events.toReversed().map(ofEvent)];
    return { number: conversation.number, lines: lines.toSorted((a, b) => a.at.getTime() - b.at.getTime()) };
  });
}

function ofTalk(line: TalkLine, number: string): TranscriptLine {
  const media = line.media.map(({ contentType }) => ` [${contentType ?? 'attachment'}]`).join('');
  const text = `${line.body}${media}`;
  if (line.direction === 'in') return { at: line.at, who: number, what: 'they', text, status: null };
  const who = line.actorName ?? (line.kind === 'campaign' ? 'campaign' : 'Tidings');
  return { at: line.at, who, what: 'we', text, status: line.status };
}

function ofEvent(event: ConversationEvent): TranscriptLine {
  const who = event.actorName ?? 'Tidings';
  return event.act === 'note'
    ? { at: event.at, who, what: 'note', text: event.body ?? '', status: null }
    : { at: event.at, who, what: 'event', text: event.act, status: null };
}

/** As people read it. */
export function writeText(number: string, lines: readonly TranscriptLine[]): string {
  const rows = lines.map(
    ({ at, who, what, text, status }) =>
      `${at.toISOString()}  ${what === 'note' ? 'NOTE ' : ''}${who}: ${text}${status === null || status === 'delivered' ? '' : ` (${status})`}`,
  );
  return `Conversation with ${number}\n\n${rows.join('\n')}\n`;
}

/** As spreadsheets read it. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function writeCsv(lines: readonly TranscriptLine[]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  };
  const rows = lines.map(({ at, who, what, text, status }) =>
    [at.toISOString(), what, who, text, status ?? ''].map(cell).join(','),
  );
  return `at,what,who,text,status\r\n${rows.join('\r\n')}${rows.length > 0 ? '\r\n' : ''}`;
}
