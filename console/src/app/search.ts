/** A query string that may hold one text. Whatever else somebody writes there is dropped, not believed. */
export function optionalText<Name extends string>(name: Name) {
  return (given: Record<string, unknown>): { [K in Name]?: string } => {
    const value = given[name];
    // The router reads "42" as a number; here it was meant as text.
    const text = typeof value === 'number' ? String(value) : value;
    return (typeof text === 'string' && text !== '' ? { [name]: text } : {}) as { [K in Name]?: string };
  };
}

/** The same for several texts. */
export function optionalTexts<Name extends string>(...names: Name[]) {
  return (given: Record<string, unknown>): { [K in Name]?: string } =>
    Object.assign({}, ...names.map((name) => optionalText(name)(given))) as { [K in Name]?: string };
}
