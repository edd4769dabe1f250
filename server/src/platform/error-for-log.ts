/** What an error may say in a log. Its other properties may hold anything and stay out. */
export type LoggedError = {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly stack: readonly string[];
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
};

const mostOfAGroup = 5;

/**
 * An error as a log may know it. PostgreSQL puts whole rows into `detail` and `where`, and what somebody typed into the
 * messages of its class 22; parsers of JSON quote what they could not read. None of that is needed to find the fault.
 */
export function errorForLog(thrown: unknown): LoggedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: 'No error was thrown.', stack: [] };
  const { table, column, constraint } = thrown as Error & { [property: string]: unknown };
  const code = codeOf(thrown);
  return {
    type: thrown.constructor.name,
    message: quotesPeople(thrown, code)
      ? thrown.message.replace(/"[^"]*"?|'[^']*'?/g, '"…"')
      : thrown.message,
    ...only({ code, table, column, constraint }),
    stack:
      thrown.stack
        ?.split('\n')
        .filter((line) => /^\s+at /.test(line))
        .map((line) => line.trim()) ?? [],
    ...(thrown.cause === undefined ? {} : { cause: errorForLog(thrown.cause) }),
    ...(thrown instanceof AggregateError
      ? { errors: thrown.errors.slice(0, mostOfAGroup).map(errorForLog) }
      : {}),
  };
}

function codeOf(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

function quotesPeople(error: Error, code: string | undefined): boolean {
  return error instanceof SyntaxError || (code !== undefined && /^22[0-9A-Z]{3}$/.test(code));
}

/** Names of things in the database, which are ours. */
function only(properties: Record<string, unknown>): Record<string, string> {
  const named = Object.entries(properties).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return Object.fromEntries(named);
}
