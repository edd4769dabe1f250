import { type AudienceChoice, normaliseChoice } from '../audiences/index.ts';
import type { Utm } from '../links/index.ts';
import { sha256 } from '../platform/secrets.ts';
import type { CampaignPart } from './part.ts';

/** Everything that decides what is sent to whom and by which right. Names of campaigns and lists are not part of it. */
export type CheckedContent = AudienceChoice & {
  readonly body: string;
  /** What the body is written in, and the other texts; both count only where there are others. */
  readonly language?: string;
  readonly texts?: Readonly<Record<string, string>>;
  /** What goes along, which never changes under its id. */
  readonly mmsId?: string | null;
  readonly senderId: string;
  readonly shortensLinks?: boolean;
  readonly utm?: Utm | null;
  readonly part?: CampaignPart | null;
  readonly program: { readonly id: string; readonly brandId: string; readonly purpose: string };
  /** What its segments say: a rule that was changed after the check is another audience. */
  readonly rules: readonly string[];
};

/**
 * Binds a check to what was checked: a launch recomputes the hash under the row's lock, so nothing can be slipped in
 * between. Length-prefixed by JSON, so that no two contents share an encoding.
 */
export function hashContent(content: CheckedContent): Buffer {
  const { include, exclude, limit } = normaliseChoice(content);
  const { program, rules, part } = content;
  const parts = ['campaign/1', content.body, content.senderId, program.id, program.brandId, program.purpose];
  // Named only where it is so: what was checked before there were short links is still what was checked.
  if (content.shortensLinks) parts.push('short links');
  if (content.utm) parts.push(JSON.stringify(Object.entries(content.utm).sort()));
  const lists = [include.lists, include.tags, exclude.lists, exclude.tags];
  // Only where there are any, so that what was checked or approved before there were media and segments stays so.
  const attached = content.mmsId ? [{ mms: content.mmsId }] : [];
  const more = rules.length === 0 && !limit ? [] : [rules, limit ? [limit.atMost, limit.seed] : []];
  const others = Object.entries(content.texts ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  const inLanguages = others.length > 0 ? [{ texts: [content.language ?? null, others] }] : [];
  const ofPart = part ? [{ part: [part.root, part.control, part.from, part.to] }] : [];
  return sha256(JSON.stringify([...parts, ...lists, ...attached, ...more, ...ofPart, ...inLanguages]));
}
