/** Where a sentence has a value that is known only when it is said. No source text has this character. */
export const hole = '\u0000';

export type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

const mostWordings = 64;

/**
 * Everything that an expression of words can come to: `${n === 1 ? 'person' : 'people'}` is two wordings, and what is known
 * only at run time is a hole. Null where it is no words at all.
 */
export function wordingsOf(node: unknown): readonly string[] | null {
  const { type } = node as Node;
  const of = (name: string) => wordingsOf((node as Node)[name]);
  if (type === 'Literal') {
    const { value } = node as Node;
    return typeof value === 'string' ? [value] : null;
  }
  if (type === 'ParenthesizedExpression') return of('expression');
  if (type === 'TSAsExpression' || type === 'TSSatisfiesExpression') return of('expression');
  if (type === 'ConditionalExpression') {
    const [one, other] = [of('consequent'), of('alternate')];
    return one && other ? [...one, ...other] : null;
  }
  if (type === 'BinaryExpression') {
    if ((node as Node).operator !== '+') return null;
    const [left, right] = [of('left'), of('right')];
    return left || right ? together([left ?? [hole], right ?? [hole]]) : null;
  }
  return type === 'TemplateLiteral' ? ofTemplate(node as Node) : null;
}

function ofTemplate({ quasis, expressions }: Node): string[] {
  const values = expressions as readonly Node[];
  return together(
    (quasis as readonly { value: { cooked: string } }[]).flatMap(({ value }, at) => {
      const next = values[at];
      return next ? [[value.cooked], wordingsOf(next) ?? [hole]] : [[value.cooked]];
    }),
  );
}

function together(pieces: readonly (readonly string[])[]): string[] {
  const wordings = pieces.reduce<string[]>(
    (begun, choices) => begun.flatMap((start) => choices.map((words) => start + words)),
    [''],
  );
  if (wordings.length > mostWordings)
    throw new Error(`Too many wordings of one sentence, to be said in fewer pieces: ${wordings[0]}`);
  return wordings;
}
