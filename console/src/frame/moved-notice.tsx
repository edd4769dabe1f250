import { useEffect } from 'react';
import { t } from '../ui/language.ts';
import { wasMoved } from './moved.ts';
import { useMe } from './session.ts';
import { useToast } from './toasts.tsx';

/** Says why the page that stood here is gone, where it was opened for another workspace or person. */
export function MovedNotice() {
  const say = useToast();
  const { account, workspace } = useMe();
  const name = account?.name ?? t('an API key');
  useEffect(() => {
    if (!wasMoved()) return;
    say(
      t(
        'This browser is now in {workspace} as {name}, by another tab. The page that stood here was for another place, and nothing was done from it.',
        { workspace: workspace.name, name },
      ),
    );
  }, [say, workspace.name, name]);
  return null;
}
