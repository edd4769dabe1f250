/** Keys as people press them, written as text: `g h`, `mod+k`, `mod+shift+.`. `mod` is Command on a Mac, else Ctrl. */
export function keyOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): string {
  const isMod = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (event.altKey) return '';
  // A sign that needs the shift key on some keyboards is that sign on all of them.
  const isLetter = /^[a-z]$/.test(key);
  const shift = event.shiftKey && (isMod || isLetter || key.length > 1) ? 'shift+' : '';
  return `${isMod ? 'mod+' : ''}${shift}${key}`;
}

/** How keys are shown to people. */
export function showKeys(keys: string, isMac: boolean): string {
  const names: Record<string, string> = {
    mod: isMac ? '⌘' : 'Ctrl',
    shift: isMac ? '⇧' : 'Shift',
    enter: 'Enter',
    arrowdown: '↓',
    arrowup: '↑',
  };
  return keys
    .split(' ')
    .map((chord) =>
      chord
        .split('+')
        .map((key) => names[key] ?? key.toUpperCase())
        .join(isMac ? '' : '+'),
    )
    .join(' ');
}

// A second letter has to follow soon, or the first was only a slip.
const secondKeyWithinMs = 1_200;

export type KeyMap = ReadonlyMap<string, () => void>;

/** Reads keys one by one, with chords of two letters such as `g h`. Returns what a key means, if anything. */
export function createKeyReader(nowMs: () => number = Date.now) {
  let first = { key: '', atMs: 0 };
  return (key: string, map: KeyMap): (() => void) | null => {
    const isSecond = first.key !== '' && nowMs() - first.atMs <= secondKeyWithinMs;
    const chord = isSecond ? `${first.key} ${key}` : key;
    const found = map.get(chord) ?? map.get(key) ?? null;
    const mayFollow = !isSecond && [...map.keys()].some((keys) => keys.startsWith(`${key} `));
    first = mayFollow ? { key, atMs: nowMs() } : { key: '', atMs: 0 };
    // A letter that begins a chord waits for the second one.
    return mayFollow && !map.has(key) ? null : found;
  };
}

const lettersAreOff = 'tidings.letters-off';

/** Whoever speaks to their computer switches single letters off (WCAG 2.1.4); the choice is this browser's. */
export const areLettersOff = (): boolean => localStorage.getItem(lettersAreOff) === 'yes';
export const switchLetters = (isOn: boolean): void =>
  localStorage.setItem(lettersAreOff, isOn ? 'no' : 'yes');

export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);
