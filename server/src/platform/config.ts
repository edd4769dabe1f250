import { readFileSync } from 'node:fs';
import type { Static, TObject, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import Value from 'typebox/value';

/**
 * Settings come from the environment and nowhere else. One schema holds every name, its type, its default and what it is
 * for; from it come the check at the start, the page in the docs and the example file. A secret may also come from a file:
 * NAME_FILE=/run/secrets/name, as container platforms like it.
 */
export type Env = Readonly<Record<string, string | undefined>>;

declare module 'typebox' {
  interface TSchemaOptions {
    /** Never printed, not even by `config print`. */
    isSecret?: boolean;
  }
}

export type ConfigFindings = { readonly problems: readonly string[]; readonly warnings: readonly string[] };

/** Reads everything and names everything that is wrong at once: who fixes one line at a time restarts ten times. */
export function readConfig<T extends TObject>(
  schema: T,
  env: Env,
  prefix: string,
): ConfigFindings & { readonly config: Static<T> | null } {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(schema.properties)) {
    const value = readOne(env, name, problems);
    if (value !== undefined) values[name] = value;
  }
  const complete = Value.Convert(schema, Value.Default(schema, values)) as Record<string, unknown>;
  for (const [name, property] of Object.entries(schema.properties)) {
    const value = complete[name];
    if (value === undefined || Compile(property).Check(value)) continue;
    problems.push(describeWrong(name, property, String(values[name] ?? value)));
  }
  const warnings = listUnknown(schema, env, prefix);
  return { config: problems.length === 0 ? (complete as Static<T>) : null, problems, warnings };
}

function readOne(env: Env, name: string, problems: string[]): string | undefined {
  // An empty variable is how compose files say "not set".
  const direct = env[name] || undefined;
  const file = env[`${name}_FILE`] || undefined;
  if (direct !== undefined && file !== undefined) {
    problems.push(`${name} and ${name}_FILE are both set; keep one of them.`);
  }
  if (direct !== undefined || file === undefined) return direct;
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    problems.push(`${name}_FILE names ${file}, which cannot be read.`);
    return undefined;
  }
}

function describeWrong(name: string, property: TSchema, value: string): string {
  const { description = '', isSecret = false } = property as { description?: string; isSecret?: boolean };
  const shown = isSecret ? '' : ` is "${value}", but`;
  return `${name}${shown} must be ${describeType(property)}. ${description}`.trim();
}

/** A misspelt name would otherwise be silently without effect. Programs of ours on the same machine have names of their own. */
function listUnknown(schema: TObject, env: Env, prefix: string): string[] {
  const known = new Set(Object.keys(schema.properties).flatMap((name) => [name, `${name}_FILE`]));
  return Object.keys(env)
    .filter((name) => name.startsWith(prefix) && !known.has(name))
    .map((name) => `${name} is set, but there is no such setting.`);
}

type Facets = {
  type?: string;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  pattern?: string;
};

export function describeType(property: TSchema): string {
  const { type, enum: choices, minimum, maximum, minLength, pattern } = property as Facets;
  if (choices) return `one of ${choices.join(', ')}`;
  if (type === 'boolean') return 'true or false';
  if (type === 'integer') return `a whole number from ${minimum ?? 0} to ${maximum ?? 'any'}`;
  if (minLength !== undefined) return `text of at least ${minLength} characters`;
  return pattern === undefined ? 'text' : `text that matches ${pattern}`;
}

/** Every setting with its value in force; secrets only say whether they are there. */
export function printConfig(schema: TObject, config: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(schema.properties).map(([name, property]): [string, unknown] => {
    const value = config[name] ?? null;
    const { isSecret = false } = property as { isSecret?: boolean };
    return [name, isSecret && value !== null ? '(set, not shown)' : value];
  });
  return Object.fromEntries(entries);
}
