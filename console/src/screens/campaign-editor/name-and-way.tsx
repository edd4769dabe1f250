import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo, useEffect, useRef } from 'react';
import { answer } from '../../frame/call.ts';
import { NotAllKnown } from '../../frame/not-all-known.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import type { Draft } from './draft.ts';

type NameAndWayProps = Pick<Draft, 'name' | 'program_id' | 'sender_id'> & {
  nameError: string | undefined;
  programError: string | undefined;
  senderError: string | undefined;
  onChange: (part: Partial<Draft>) => void;
};

/** What the campaign is called, for which program it is and which number it comes from. Of single values, so that a key in the words draws none of it. */
export const NameAndWay = memo(function NameAndWay({
  name,
  program_id,
  sender_id,
  ...rest
}: NameAndWayProps) {
  const { nameError, programError, senderError, onChange } = rest;
  const { country } = useMe().workspace;
  const programs = useQuery(answer('/v1/programs'));
  const senders = useQuery(answer('/v1/senders'));
  useFirst(program_id, programs.data?.data, (id) => onChange({ program_id: id }));
  useFirst(sender_id, senders.data?.data, (id) => onChange({ sender_id: id }));
  return (
    <>
      <TextInput
        label={t('Name of the campaign')}
        description={t('For you; people do not see it.')}
        value={name}
        error={nameError}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NotAllKnown asked={[programs, senders]}>
        {t('The programs or the numbers could not be loaded.')}
      </NotAllKnown>
      <div className="pair">
        <NativeSelect
          label={t('Program')}
          description={t('Only people who joined it can get the text.')}
          value={program_id}
          error={programError}
          data={(programs.data?.data ?? []).map((program) => ({
            value: program.id,
            label: `${program.name} (${program.brand_name})`,
          }))}
          onChange={(event) => onChange({ program_id: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('From')}
          description={t('The number people see.')}
          value={sender_id}
          error={senderError}
          data={(senders.data?.data ?? []).map(({ id, number }) => ({
            value: id,
            label: formatNumber(number, country),
          }))}
          onChange={(event) => onChange({ sender_id: event.currentTarget.value })}
        />
      </div>
    </>
  );
});

// Most workspaces have one program and one number; nobody should have to choose them.
function useFirst(
  chosen: string,
  rows: readonly { id: string }[] | undefined,
  onFirst: (id: string) => void,
): void {
  const first = rows?.[0]?.id;
  const take = useRef(onFirst);
  take.current = onFirst;
  useEffect(() => {
    if (chosen === '' && first !== undefined) take.current(first);
  }, [chosen, first]);
}
