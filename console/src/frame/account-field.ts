import type { AnswerOf } from '@tidings/sdk';
import type { Field } from './fields.tsx';

type AccountRow = AnswerOf<'/v1/gateway-kinds', 'get'>['data'][number]['form'][number];

const kinds = {
  text: 'text',
  long_text: 'long',
  secret: 'secret',
  long_secret: 'long_secret',
  number: 'number',
  switch: 'switch',
  choice: 'choice',
} as const satisfies Record<AccountRow['kind'], Field['kind']>;

/** What a carrier asks for to connect an account, as a field. A secret is typed and never shown again. */
export function accountField(row: AccountRow): Field {
  return {
    name: `settings/${row.name}`,
    label: row.label,
    help: row.help,
    kind: kinds[row.kind],
    isRequired: row.is_required,
    ...(row.choices ? { choices: row.choices.map((value) => ({ value, label: value })) } : {}),
    ...(row.example ? { placeholder: row.example } : {}),
  };
}
