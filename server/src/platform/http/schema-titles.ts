/** The library that collects the routes drops every `$id`; a title comes through. */
export function nameByTitle(schema: object): object {
  return JSON.parse(JSON.stringify(schema, (_key, value: unknown) => titled(value))) as object;
}

function titled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$id' in value)) return value;
  const { $id, ...rest } = value;
  return { ...rest, title: $id };
}
