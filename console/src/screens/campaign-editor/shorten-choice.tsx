import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import type { Draft } from './draft.ts';

type ChoiceProps = { isOn: boolean; onChange: (part: Partial<Draft>) => void };

/** Not to be ticked where it would only stand in the way of the launch; what is ticked can always be taken back. */
export function ShortenChoice({ isOn, onChange }: ChoiceProps) {
  const { is_rehearsal } = useMe();
  const settings = useQuery({ ...answer('/v1/workspace/links'), staleTime: 60_000 });
  const begins = settings.data?.begins;
  const isNowhere = begins === null;
  const isHere = is_rehearsal && /^https?:\/\/127\./.test(begins ?? '');
  return (
    <Checkbox
      label={t('Shorten links and count clicks')}
      disabled={isNowhere && !isOn}
      {...(isHere
        ? { description: t('In this rehearsal they lead to this machine, so that clicks can be tried here.') }
        : {})}
      {...(isNowhere
        ? {
            description: (
              <>
                {t('Nobody knows yet at which address people reach short links.')}{' '}
                <Link to="/content/links">{t('Set a domain for them')}</Link>
              </>
            ),
          }
        : {})}
      checked={isOn}
      onChange={(event) => onChange({ shorten_links: event.currentTarget.checked })}
    />
  );
}
