/**
 * Makes functions that are compiled from schemas when they are first called. Compiling all of some 440 routes took a second and a
 * half of every start, and most routes of a process are never asked.
 */
export type AtUse = {
  <Made extends (...args: never[]) => unknown>(compile: () => Made): Made;
  /** Compiles what nobody has called yet, so that a schema that cannot be compiled does not wait for its first caller. */
  compileAll(): void;
};

export function compileAtUse(): AtUse {
  const waiting: (() => unknown)[] = [];
  const atUse = <Made extends (...args: never[]) => unknown>(compile: () => Made): Made => {
    let made: Made | undefined;
    const get = () => {
      made ??= compile();
      return made;
    };
    waiting.push(get);
    return ((...args: never[]) => get()(...args)) as Made;
  };
  const compileAll = () => {
    for (const compile of waiting) compile();
  };
  return Object.assign(atUse, { compileAll });
}
