export type Exports = Readonly<Record<string, string>>;

/** What a library's `exports` are once it is built: each source becomes its JavaScript and its types. */
export function packedExports(exports: Exports): Record<string, { types: string; default: string }> {
  return Object.fromEntries(
    Object.entries(exports).map(([name, source]) => {
      const built = source.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '');
      return [name, { types: `${built}.d.ts`, default: `${built}.js` }];
    }),
  );
}
