/** What `tools/run` tells the engine of a process that sends and serves nobody, besides: of two that say the same the last counts. */
export const workerOptions: readonly string[] = ['--max-semi-space-size=64'];

/** What the engine is told about memory by `tools/run`, each with its value: a process that is started past it is to be told the same. */
export const engineOptions: ReadonlyMap<string, string> = new Map([
  ['--max-semi-space-size', '=32'],
  ['--no-allocation-site-pretenuring', ''],
]);

/** Of the options of this process those that are among them; a runner of tests has others, which are its own. */
export const givenEngineOptions = (): readonly string[] =>
  process.execArgv.filter((given) => engineOptions.has(given.split('=')[0] ?? ''));
