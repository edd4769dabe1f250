import { Button, FileButton, Group, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { codesOf, lotsOf } from './codes.ts';

// What the service takes at a time.
const atOnce = 10_000;
const longestFileBytes = 30_000_000;

/** Codes of one's own: of a file, or pasted, one a line. They go in lots, so a refusal in the middle keeps what went before. */
export function AddFile({ poolId, onAdded }: { poolId: string; onAdded: (n: number) => void }) {
  const mayWrite = useMay('campaigns.write');
  const [text, setText] = useState('');
  const [isTooLarge, setTooLarge] = useState(false);
  const codes = codesOf(text);
  const add = useMutation({
    mutationFn: async () => {
      let sum = 0;
      for (const lot of lotsOf(codes, atOnce)) {
        const body = { codes: lot };
        const { added } = await call('/v1/coupon-pools/{id}/codes', 'post', { path: { id: poolId }, body });
        sum += added;
      }
      return sum;
    },
    onSuccess: (sum) => {
      setText('');
      onAdded(sum);
    },
  });
  if (!mayWrite) return null;
  const read = async (file: File | null) => {
    if (!file) return;
    setTooLarge(file.size > longestFileBytes);
    if (file.size <= longestFileBytes) setText(await file.text());
  };
  return (
    <Panel title={t('Codes of your own')}>
      <Textarea
        label={t('One a line')}
        description={t('As your shop made them. Those that are there already are refused by name.')}
        rows={4}
        value={text.length > 20_000 ? `${text.slice(0, 20_000)}…` : text}
        readOnly={text.length > 20_000}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs" mt="sm">
        <FileButton accept=".txt,.csv,text/plain,text/csv" onChange={(file) => void read(file)}>
          {(props) => (
            <Button {...props} variant="default">
              {t('Choose a file')}
            </Button>
          )}
        </FileButton>
        <Button disabled={codes.length === 0} loading={add.isPending} onClick={() => add.mutate()}>
          {codes.length === 0 ? t('Add the codes') : tn(codes.length, 'Add {n} code', 'Add {n} codes')}
        </Button>
      </Group>
      {isTooLarge && (
        <Text size="sm" mt="xs" role="alert">
          {t('This file is too large for a list of codes.')}
        </Text>
      )}
      {add.error && <Refusal error={add.error} otherwise={t('That did not work. Try again.')} />}
    </Panel>
  );
}
