import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../frame/call.ts';
import { isOvertaken } from '../../frame/conflict.tsx';
import { refreshCampaign } from '../../frame/queries.ts';
import { newSaver, type SavingState } from '../../frame/saver.ts';
import {
  bodyOfDraft,
  type Campaign,
  type Draft,
  draftOf,
  isSameDraft,
  type KeptDraft,
  keepDraft,
  lacksOf,
  nameOfDraft,
} from './draft.ts';

const afterTypingMs = 1_200;

export type Saving = {
  state: SavingState;
  /** What stands on the server by now, where somebody else has changed it since; nothing is saved until it is settled. */
  theirs: Campaign | null;
  /** Goes on from that version: with what is typed here, which is then written over it, or with what stands there. */
  settle: (by: 'mine' | 'theirs') => void;
  /** The version that the next change says it was made of; null of a new campaign. */
  version: () => number | null;
  /** Saves what is typed where it is not what is saved, and gives the id: saving the same again would take a check away for nothing. */
  flush: (draft: Draft) => Promise<string>;
};

/**
 * Saves a campaign that exists whenever the typing pauses. A new campaign waits for its first check, so that no draft is
 * left by accident. Whoever leaves the page has what waits for a pause saved at once: the words of a checked campaign
 * would leave without it. Where the line is lost the draft stays in this browser, and is saved once there is one again.
 */
export function useAutosave(
  id: string | null,
  draft: Draft,
  start: KeptDraft,
  known: Campaign | null,
): Saving {
  const client = useQueryClient();
  const [state, setState] = useState<SavingState>('waiting');
  // A draft of an older version that says the same as what stands there is no conflict.
  const [theirs, setTheirs] = useState<Campaign | null>(() =>
    known === null || start.version === known.version || isSameDraft(start.draft, draftOf(known))
      ? null
      : known,
  );
  const made = useRef<string | null>(id);
  const isClosing = useRef(false);
  const [saver] = useState(() =>
    newSaver<Draft>({
      afterMs: afterTypingMs,
      saved: known === null ? null : draftOf(known),
      // While it is not settled, what is typed stays a change of the older version.
      version: (theirs === null ? known?.version : start.version) ?? null,
      isOvertaken: theirs !== null,
      nameOf: nameOfDraft,
      isWhole: (wanted) => id !== null && lacksOf(wanted).length === 0,
      send: async (wanted, version) => {
        const body = bodyOfDraft(wanted);
        const at = made.current;
        const saved =
          at === null
            ? await call('/v1/campaigns', 'post', { body })
            : await call('/v1/campaigns/{id}', 'patch', {
                path: { id: at },
                body: { ...body, ...(version === null ? {} : { version }) },
                keepalive: isClosing.current,
              });
        made.current = saved.id;
        return saved;
      },
      refused: (error) => {
        if (id === null || !isOvertaken(error)) return false;
        call('/v1/campaigns/{id}', 'get', { path: { id } }).then(setTheirs, () => setState('failed'));
        return true;
      },
      tell: setState,
      keep: (wanted, version) => keepDraft(id ?? 'new', wanted && { draft: wanted, version }),
    }),
  );

  useEffect(() => {
    saver.typed(draft);
  }, [saver, draft]);
  useEffect(() => {
    const leave = async () => {
      const isChanged = await saver.leave();
      if (isChanged && made.current !== null) await refreshCampaign(client, made.current);
    };
    const close = () => {
      isClosing.current = true;
      // A browser may bring the page back as it was.
      void leave().finally(() => {
        isClosing.current = false;
      });
    };
    window.addEventListener('online', saver.retry);
    window.addEventListener('pagehide', close);
    return () => {
      window.removeEventListener('online', saver.retry);
      window.removeEventListener('pagehide', close);
      void leave();
    };
  }, [saver, client]);

  const flush = useCallback(
    async (wanted: Draft) => {
      await saver.flush(wanted);
      if (made.current === null) throw new Error('Nothing was saved.');
      return made.current;
    },
    [saver],
  );

  return {
    state,
    theirs,
    settle: (by) => {
      if (theirs === null) return;
      if (by === 'theirs' && id !== null) keepDraft(id, null);
      saver.settle(draftOf(theirs), theirs.version);
      // What is typed here is not saved over theirs, which was chosen in its place.
      if (by === 'theirs') saver.typed(draftOf(theirs));
      setTheirs(null);
    },
    version: saver.version,
    flush,
  };
}
