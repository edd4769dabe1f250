import { Alert, Button, Checkbox, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { whole } from '../../frame/call.ts';
import { t } from '../../ui/language.ts';
import { Term } from '../../ui/term.tsx';
import type { Draft } from './draft.ts';
import { ShortenChoice } from './shorten-choice.tsx';

type AroundProps = Pick<Draft, 'opens_with_brand' | 'ends_with_opt_out' | 'media' | 'shorten_links'> & {
  onChange: (part: Partial<Draft>) => void;
};

/** What goes out beside the words: the brand in front, the way out behind, a picture, short links. */
export const AroundWords = memo(function AroundWords({ media, onChange, ...draft }: AroundProps) {
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
      <MediaChoice media={media} onChange={onChange} />
      <ShortenChoice isOn={draft.shorten_links} onChange={onChange} />
    </>
  );
});

// What carriers take in one MMS.
const most = 10;

/** What goes along, in its order, each to be taken out again. */
function MediaChoice({ media, onChange }: Pick<AroundProps, 'media' | 'onChange'>) {
  const query = useQuery({ ...whole('/v1/media'), staleTime: 60_000 });
  const all = query.data?.data ?? [];
  if (all.length === 0 && media.length === 0) return null;
  const nameOf = (id: string) => all.find((one) => one.id === id)?.name ?? id;
  const others = all.filter(({ id }) => !media.includes(id));
  return (
    <div>
      {media.length < most && (
        <NativeSelect
          label={t('Picture or film')}
          description={t('Makes it an MMS, which costs more. Whoever cannot get one gets a link.')}
          value=""
          data={[
            { value: '', label: media.length === 0 ? t('None') : t('Add another …') },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => {
            const added = event.currentTarget.value;
            if (added !== '') onChange({ media: [...media, added] });
          }}
        />
      )}
      {media.length > 0 && (
        <Alert variant="light" color="indigo" mt="xs">
          <ul className="plain-list">
            {media.map((id) => (
              <li key={id}>
                {nameOf(id)}{' '}
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('Take {name} out', { name: nameOf(id) })}
                  onClick={() => onChange({ media: media.filter((one) => one !== id) })}
                >
                  {t('Take out')}
                </Button>
              </li>
            ))}
          </ul>
          <Term name="mms">{t('Counts as one part, at the price of an MMS.')}</Term>
        </Alert>
      )}
    </div>
  );
}
