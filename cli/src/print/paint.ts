export type Paint = Readonly<Record<'bold' | 'dim' | 'red' | 'green' | 'yellow', (text: string) => string>>;

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;

/** Colours say nothing that the words do not say too; without them everything still reads. */
export function openPaint(isColored: boolean): Paint {
  const paint = (name: keyof typeof codes) => {
    const [on, off] = codes[name];
    return (text: string) => (isColored ? `\u001b[${on}m${text}\u001b[${off}m` : text);
  };
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
  };
}

/** https://no-color.org: any value but an empty one switches colours off. */
export function wantsColor(
  output: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
  isAllowed: boolean,
): boolean {
  return isAllowed && output.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}
