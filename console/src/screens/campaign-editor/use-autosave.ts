import { useEffect, useRef, useState } from 'react';
import { call } from '../../frame/call.ts';
import { useLater } from '../../ui/use-later.ts';
import { bodyOfDraft, type Draft, keepDraft, lacksOf } from './draft.ts';

const afterTypingMs = 1_200;

/**
 * Saves a campaign that exists whenever the typing pauses. One at a time, the newest last: two saves that overtake each
 * other would bring old words back. A new campaign waits for its first check, so that no draft is left by accident.
 */
export function useAutosave(id: string | null, draft: Draft): 'waiting' | 'saving' | 'saved' | 'failed' {
  const [state, setState] = useState<'waiting' | 'saving' | 'saved' | 'failed'>('waiting');
  const later = useLater(draft, afterTypingMs);
  const last = useRef(JSON.stringify(draft));
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    const written = JSON.stringify(later);
    const lacks = lacksOf(later);
    if (id === null || written === last.current || lacks.message || lacks.audience) return;
    last.current = written;
    setState('saving');
    queue.current = queue.current
      .then(() => call('/v1/campaigns/{id}', 'patch', { path: { id }, body: bodyOfDraft(later) }))
      .then(
        () => {
          if (last.current !== written) return;
          keepDraft(id, null);
          setState('saved');
        },
        () => setState('failed'),
      );
  }, [id, later]);
  return state;
}
