import { Refusal } from './refusal.ts';

/** Options of a command: `--name value` or `--name=value`, and flags without a value. Anything else is refused by name. */
export function readOptions(
  args: readonly string[],
  known: { readonly values: readonly string[]; readonly flags: readonly string[] },
): { readonly values: ReadonlyMap<string, string>; readonly flags: ReadonlySet<string> } {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const [name, inline] = splitAtEquals(arg);
    if (known.flags.includes(name)) {
      if (inline !== undefined) throw new Refusal(`${name} takes no value.`);
      flags.add(name);
      continue;
    }
    if (!known.values.includes(name)) {
      const all = [...known.values, ...known.flags].join(', ');
      throw new Refusal(`“${arg}” is not known here. The options are ${all}.`);
    }
    if (values.has(name)) throw new Refusal(`${name} is there twice; say it once.`);
    const value = inline ?? args[at + 1];
    if (value === undefined || (inline === undefined && value.startsWith('--')))
      throw new Refusal(`${name} needs a value.`);
    values.set(name, value);
    if (inline === undefined) at += 1;
  }
  return { values, flags };
}

function splitAtEquals(arg: string): [string, string | undefined] {
  const at = arg.indexOf('=');
  return arg.startsWith('--') && at > 0 ? [arg.slice(0, at), arg.slice(at + 1)] : [arg, undefined];
}
