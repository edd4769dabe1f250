import { Button, CloseButton } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { t } from '../ui/language.ts';
import classes from './toasts.module.css';

type Toast = { id: number; words: string; undo?: () => void };
type Say = (words: string, undo?: () => void) => void;

const ToastContext = createContext<Say>(() => undefined);

// Long enough to read and to reach "Undo" by keyboard; nothing that matters is said only here.
const shownForMs = 10_000;

/** Says that something is done, beside what people do next; with a way back where there is one. */
export function useToast(): Say {
  return useContext(ToastContext);
}

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((one) => one.id !== id)), []);
  const say = useCallback<Say>(
    (words, undo) => {
      const id = Date.now() + Math.random();
      setToasts((all) => [...all.slice(-2), { id, words, ...(undo ? { undo } : {}) }]);
      setTimeout(() => drop(id), shownForMs);
    },
    [drop],
  );
  const value = useMemo(() => say, [say]);
  return (
    <ToastContext value={value}>
      {children}
      <section className={classes.toasts} aria-label={t('What was done')} role="status">
        {toasts.map(({ id, words, undo }) => (
          <div key={id} className={classes.toast}>
            <span>{words}</span>
            {undo && (
              <Button
                size="compact-sm"
                variant="white"
                onClick={() => {
                  drop(id);
                  undo();
                }}
              >
                {t('Undo')}
              </Button>
            )}
            <CloseButton
              size="sm"
              variant="transparent"
              c="inherit"
              aria-label={t('Close')}
              onClick={() => drop(id)}
            />
          </div>
        ))}
      </section>
    </ToastContext>
  );
}
