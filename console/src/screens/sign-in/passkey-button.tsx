import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { canUsePasskeys, signInByPasskey } from '../../frame/passkey.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { t } from '../../ui/language.ts';

/** Offered where the browser knows passkeys; whether somebody has one is between them and their device. */
export function PasskeyButton({ onDone }: { onDone: () => Promise<void> }) {
  const show = useMutation({ mutationFn: signInByPasskey, onSuccess: onDone });
  if (!canUsePasskeys()) return null;
  return (
    <>
      {show.error && (
        <Refusal
          error={show.error}
          otherwise={t('The passkey could not be used for a reason of ours. Try again.')}
        />
      )}
      <Button variant="default" onClick={() => show.mutate()} loading={show.isPending} fullWidth>
        {t('Use a passkey')}
      </Button>
    </>
  );
}
