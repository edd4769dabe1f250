/**
 * Lets an error that a user's callback threw reach the process as an uncaught exception, but not through the code that called
 * it: that code has others to serve, and half done it would be of use to nobody.
 */
export function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

/** Calls a callback and throws later what it throws. */
export function callSafely(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    throwLater(error);
  }
}
