import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationPage, envExample } from '../platform/config-pages.ts';
import { ConfigSchema } from './config.schema.ts';
import { root } from './places.ts';

/** The reference page and the example file, by path from the root. */
export function generateConfiguration(): Record<string, string> {
  return {
    'docs/reference/configuration.md': configurationPage(ConfigSchema),
    '.env.example': envExample(ConfigSchema),
  };
}

if (import.meta.main) {
  mkdirSync(join(root, 'docs/reference'), { recursive: true });
  for (const [path, text] of Object.entries(generateConfiguration())) writeFileSync(join(root, path), text);
}
