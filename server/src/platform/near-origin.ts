/** Whether an address opens on this machine alone, so that nobody from outside comes by it. */
export const isNearOrigin = (origin: string): boolean => /^https?:\/\/(127\.|localhost|\[::1\])/.test(origin);
