import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, call } from '../../frame/call.ts';
import { ConfirmYou, isStaleSignIn } from '../../frame/confirm-you.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { canMakePasskeys } from '../../frame/passkey.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { PasskeySetUp, SecondFactorSetUp, useFreshCodes } from '../../frame/second-factor.tsx';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

type FactorPanelProps = { onRemove: () => void; onDone: () => void };

/** What stands beside the password: an app, and the codes for the day it is lost. */
export function FactorPanel({ onRemove, onDone }: FactorPanelProps) {
  const query = useQuery(answer('/v1/me/authenticator'));
  const hasPasskey = (useQuery(answer('/v1/me/passkeys')).data?.data ?? []).length > 0;
  const codes = useFreshCodes(onDone);
  const renew = useMutation({
    mutationFn: () => call('/v1/me/recovery-codes', 'post'),
    onSuccess: codes.hold,
  });
  return (
    <Panel title={t('Second factor')}>
      {codes.shown ??
        (isStaleSignIn(renew.error) ? (
          <ConfirmYou onDone={() => renew.mutate()} onCancel={() => renew.reset()} />
        ) : (
          <Loaded query={query} what={t('the second factor')}>
            {({ is_set_up, recovery_codes_left }) => (
              <>
                <Group gap="sm" mb="sm">
                  <StateBadge tone={is_set_up || hasPasskey ? 'good' : 'warn'}>
                    {is_set_up ? t('On') : hasPasskey ? t('By passkey') : t('No app')}
                  </StateBadge>
                  {(is_set_up || recovery_codes_left > 0) && (
                    <>
                      {tn(recovery_codes_left, '{n} recovery code left', '{n} recovery codes left')}
                      <Button
                        size="xs"
                        variant="default"
                        loading={renew.isPending}
                        onClick={() => renew.mutate()}
                      >
                        {t('New recovery codes')}
                      </Button>
                    </>
                  )}
                  {is_set_up && (
                    <Button size="xs" variant="default" onClick={onRemove}>
                      {t('Remove …')}
                    </Button>
                  )}
                </Group>
                {renew.error && (
                  <Refusal error={renew.error} otherwise={t('That did not work. Try again.')} />
                )}
                {!is_set_up && <SecondFactorSetUp onMade={codes.hold} />}
                {is_set_up && canMakePasskeys() && <PasskeySetUp onMade={codes.hold} />}
              </>
            )}
          </Loaded>
        ))}
    </Panel>
  );
}
