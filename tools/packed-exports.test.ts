import { expect, test } from 'vitest';
import { packedExports } from './packed-exports.ts';

test('a packed library leads to what was built and never to a source, which Node runs nowhere in node_modules', () => {
  expect(packedExports({ '.': './src/index.ts', './audit': './src/audit/index.ts' })).toEqual({
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './audit': { types: './dist/audit/index.d.ts', default: './dist/audit/index.js' },
  });
});
