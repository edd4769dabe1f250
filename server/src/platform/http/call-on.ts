/**
 * Goes on with a request when this has ended, for hooks that call on (`done`) and have to wait now and then. Whatever it fails with stops
 * the request, and so does what goes wrong in what comes after: nobody else would hear of that.
 *
 * @param isAnswered whether the request ends here, by what was waited for
 */
export function callOn<T>(
  waited: Promise<T>,
  done: (error?: Error) => void,
  isAnswered: (result: T) => boolean = () => false,
): void {
  waited
    .then((result) => {
      if (!isAnswered(result)) done();
    })
    .catch((error: unknown) => done(asError(error)));
}

// Without a reason the request would go on.
const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('A hook failed and did not say why.', { cause: error });
