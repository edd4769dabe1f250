import { Button } from '@mantine/core';
import { useAsk } from '../../frame/field-form.tsx';
import { t } from '../../ui/language.ts';
import type { Draft } from './draft.ts';
import { addUtm, slugOf, type Utm } from './utm.ts';

type UtmButtonProps = { latest: () => Draft; onBody: (body: string) => void };

/** Names the campaign in its links (UTM tags), for whatever counts the visits of the pages that they lead to. */
export function UtmButton({ latest, onBody }: UtmButtonProps) {
  const [dialog, ask] = useAsk();
  const write = () =>
    ask({
      title: t('Add UTM tags to its links'),
      lead: t(
        'Whatever counts the visits of your pages tells by them that people came from this campaign. What a link says already stays; short links hide it from people.',
      ),
      fields: [
        { name: 'source', label: 'utm_source', initial: 'tidings', isRequired: false, whenEmpty: null },
        { name: 'medium', label: 'utm_medium', initial: 'sms', isRequired: false, whenEmpty: null },
        {
          name: 'campaign',
          label: 'utm_campaign',
          initial: slugOf(latest().name),
          isRequired: false,
          whenEmpty: null,
        },
      ],
      submit: t('Write it into the links'),
      send: async (utm: Record<keyof Utm, string | null>) =>
        onBody(
          addUtm(latest().body, {
            source: utm.source ?? '',
            medium: utm.medium ?? '',
            campaign: utm.campaign ?? '',
          }),
        ),
    });
  return (
    <>
      {dialog}
      <Button size="xs" variant="default" onClick={write}>
        {t('Add UTM tags')}
      </Button>
    </>
  );
}
