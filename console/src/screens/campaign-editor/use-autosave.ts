import { useEffect, useRef, useState } from 'react';
import { call } from '../../frame/call.ts';
import { isOvertaken } from '../../frame/conflict.tsx';
import { useLater } from '../../ui/use-later.ts';
import {
  bodyOfDraft,
  type Campaign,
  type Draft,
  draftOf,
  type KeptDraft,
  keepDraft,
  lacksOf,
} from './draft.ts';

const afterTypingMs = 1_200;

export type SavingState = 'waiting' | 'saving' | 'saved' | 'failed';
export type Saving = {
  state: SavingState;
  /** What stands on the server by now, where somebody else has changed it since; nothing is saved until it is settled. */
  theirs: Campaign | null;
  /** Goes on from that version: with what is typed here, which is then written over it, or with what stands there. */
  settle: (by: 'mine' | 'theirs') => void;
  /** The version that the next change says it was made of; null of a new campaign. */
  version: () => number | null;
  save: (draft: Draft) => Promise<Campaign>;
  /** Saves what is typed where it is not what is saved: saving the same again would take a check away for nothing. */
  saveChanged: (draft: Draft) => Promise<void>;
};

/**
 * Saves a campaign that exists whenever the typing pauses. One at a time, the newest last: two saves that overtake each
 * other would bring old words back. A new campaign waits for its first check, so that no draft is left by accident. Where
 * the line is lost the draft stays in this browser, and is saved once there is one again.
 */
export function useAutosave(
  id: string | null,
  draft: Draft,
  start: KeptDraft,
  known: Campaign | null,
): Saving {
  const [state, setState] = useState<SavingState>('waiting');
  const [theirs, setTheirs] = useState<Campaign | null>(
    known !== null && start.version !== known.version ? known : null,
  );
  const later = useLater(draft, afterTypingMs);
  // What was kept from before and not saved differs from what the server has, and so is saved like what is typed now.
  const last = useRef(known === null ? '' : JSON.stringify(draftOf(known)));
  const now = useRef(draft);
  now.current = draft;
  const version = useRef(start.version);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const savedBody = useRef(known === null ? '' : JSON.stringify(bodyOfDraft(draftOf(known))));

  const save = (wanted: Draft): Promise<Campaign> => {
    const next = queue.current
      .catch(() => undefined)
      .then(async () => {
        const body = bodyOfDraft(wanted);
        if (id === null) return call('/v1/campaigns', 'post', { body });
        const of = version.current;
        const saved = await call('/v1/campaigns/{id}', 'patch', {
          path: { id },
          body: { ...body, ...(of === null ? {} : { version: of }) },
        });
        version.current = saved.version;
        savedBody.current = JSON.stringify(body);
        return saved;
      });
    queue.current = next;
    return next.catch(async (error: unknown) => {
      if (id !== null && isOvertaken(error))
        setTheirs(await call('/v1/campaigns/{id}', 'get', { path: { id } }));
      throw error;
    });
  };
  const latest = useRef(save);
  latest.current = save;

  useEffect(() => {
    const written = JSON.stringify(later);
    const lacks = lacksOf(later);
    if (id === null || theirs !== null || written === last.current || lacks.message || lacks.audience) return;
    // What was typed a second ago and is not there any more, because theirs was taken, is not saved either.
    if (written !== JSON.stringify(now.current)) return;
    const attempt = () => {
      last.current = written;
      setState('saving');
      latest.current(later).then(
        () => {
          if (last.current !== written) return;
          keepDraft(id, null);
          setState('saved');
        },
        () => setState('failed'),
      );
    };
    attempt();
    const again = () => last.current === written && attempt();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [id, later, theirs]);

  return {
    state,
    theirs,
    settle: (by) => {
      version.current = theirs?.version ?? null;
      // Mine is saved by the next look, because it is not what was saved last; theirs is saved already.
      last.current = by === 'theirs' && theirs !== null ? JSON.stringify(draftOf(theirs)) : '';
      if (by === 'theirs' && id !== null) keepDraft(id, null);
      setTheirs(null);
    },
    version: () => version.current,
    save,
    saveChanged: async (wanted) => {
      await queue.current.catch(() => undefined);
      if (JSON.stringify(bodyOfDraft(wanted)) === savedBody.current) return;
      last.current = JSON.stringify(wanted);
      await save(wanted);
      if (id !== null) keepDraft(id, null);
      setState('saved');
    },
  };
}
