export type SavingState = 'waiting' | 'saving' | 'saved' | 'failed';

export type SaverOptions<Value> = {
  /** How long nothing must have been typed before it is saved by itself. */
  afterMs: number;
  /** What the server has, and its version; null where it has nothing. */
  saved: Value | null;
  version: number | null;
  /** What stands on the server by now where it is newer than what was typed into: nothing is saved before `settle`. */
  isOvertaken: boolean;
  /** The same words for what is the same to the server, so that nothing is saved that differs in nothing. */
  nameOf: (value: Value) => string;
  /** Whether it is whole enough to be saved by itself. */
  isWhole: (value: Value) => boolean;
  /** Saves it as a change of that version; answers with the version that it became. */
  send: (value: Value, version: number | null) => Promise<{ version: number }>;
  /** After a refusal. True where somebody else was faster; then nothing more is saved before `settle`. */
  refused: (error: unknown, value: Value) => boolean;
  tell: (state: SavingState) => void;
  /** What is typed and not on the server, with the version that it is a change of; null where all is there. */
  keep: (value: Value | null, version: number | null) => void;
};

export type Saver<Value> = {
  /** To be told of every change; saves it once the typing pauses. */
  typed: (value: Value) => void;
  /** Saves at once, after the save that is under way, and in place of the one that waits for a pause. Rejects as the save does. */
  flush: (value: Value) => Promise<void>;
  /** Tries again what could not be saved. */
  retry: () => void;
  /** Goes on from what stands on the server: what is typed is written over it, or is the same by now. */
  settle: (saved: Value, version: number) => void;
  version: () => number | null;
  /** To be told when the page is left: saves what waits for a pause or could not be saved. True where the server has got something by it. */
  leave: () => Promise<boolean>;
};

/**
 * Saves what somebody types, one save at a time and the newest last: two that overtake each other would bring old words
 * back, and the second would be refused as a change of a version that is gone. Each save is of the version that the one
 * before it answered with. What is to happen after everything is saved (a check) waits for `flush`, and no save follows
 * it unless something else is typed.
 */
export function newSaver<Value>(options: SaverOptions<Value>): Saver<Value> {
  const { afterMs, nameOf, isWhole, send, refused, tell, keep } = options;
  let { version, isOvertaken } = options;
  let saved = options.saved === null ? null : nameOf(options.saved);
  let newest = options.saved;
  let hasFailed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<void> = Promise.resolve();

  const isSaved = (value: Value | null) => value === null || nameOf(value) === saved;

  const save = async (value: Value): Promise<void> => {
    if (isSaved(value)) return keep(isSaved(newest) ? null : newest, version);
    tell('saving');
    try {
      ({ version } = await send(value, version));
    } catch (error) {
      hasFailed = true;
      tell('failed');
      isOvertaken = refused(error, value);
      throw error;
    }
    hasFailed = false;
    saved = nameOf(value);
    keep(isSaved(newest) ? null : newest, version);
    tell('saved');
  };

  const flush = (value: Value): Promise<void> => {
    clearTimeout(timer);
    newest = value;
    last = last.catch(() => undefined).then(() => save(value));
    return last;
  };

  const typed = (value: Value): void => {
    clearTimeout(timer);
    newest = value;
    if (isOvertaken || !isWhole(value)) return;
    // Even what is saved already has its turn: the save that is under way may be of something else.
    timer = setTimeout(() => {
      if (!isOvertaken) flush(value).catch(() => undefined);
    }, afterMs);
  };

  return {
    typed,
    flush,
    retry: () => {
      if (hasFailed && !isOvertaken && newest !== null && isWhole(newest))
        flush(newest).catch(() => undefined);
    },
    settle: (theirs, theirVersion) => {
      saved = nameOf(theirs);
      version = theirVersion;
      isOvertaken = false;
      hasFailed = false;
      if (newest !== null) typed(newest);
    },
    version: () => version,
    leave: async () => {
      clearTimeout(timer);
      if (isOvertaken || newest === null || !isWhole(newest)) return false;
      const before = version;
      await flush(newest).catch(() => undefined);
      return version !== before;
    },
  };
}
