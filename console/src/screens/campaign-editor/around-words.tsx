import { Alert, Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { answer } from '../../frame/call.ts';
import { t } from '../../ui/language.ts';
import { Term } from '../../ui/term.tsx';
import type { Draft } from './draft.ts';
import { ShortenChoice } from './shorten-choice.tsx';

type AroundProps = Pick<Draft, 'opens_with_brand' | 'ends_with_opt_out' | 'shorten_links'> & {
  medium: string;
  onChange: (part: Partial<Draft>) => void;
};

/** What goes out beside the words: the brand in front, the way out behind, a picture, short links. */
export const AroundWords = memo(function AroundWords({ medium, onChange, ...draft }: AroundProps) {
  return (
    <>
      <Checkbox
        label={t('Begin with the brand’s name')}
        checked={draft.opens_with_brand}
        onChange={(event) => onChange({ opens_with_brand: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('End with how to opt out')}
        checked={draft.ends_with_opt_out}
        onChange={(event) => onChange({ ends_with_opt_out: event.currentTarget.checked })}
      />
      <MediaChoice medium={medium} onChange={onChange} />
      <ShortenChoice isOn={draft.shorten_links} onChange={onChange} />
    </>
  );
});

function MediaChoice({ medium, onChange }: Pick<AroundProps, 'medium' | 'onChange'>) {
  const media = useQuery({ ...answer('/v1/media', { query: { limit: 50 } }), staleTime: 60_000 });
  const all = media.data?.data ?? [];
  if (all.length === 0) return null;
  return (
    <div>
      <NativeSelect
        label={t('Picture or film')}
        description={t('Makes it an MMS, which costs more. Whoever cannot get one gets a link.')}
        value={medium}
        data={[
          { value: '', label: t('As it is') },
          ...all.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) =>
          onChange({ media: event.currentTarget.value ? [event.currentTarget.value] : [] })
        }
      />
      {medium !== '' && (
        <Alert variant="light" color="indigo" mt="xs">
          <Term name="mms">{t('Counts as one part, at the price of an MMS.')}</Term>
        </Alert>
      )}
    </div>
  );
}
