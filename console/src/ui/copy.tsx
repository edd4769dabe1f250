import { Button, type ButtonProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { copyText } from './clipboard.ts';
import { t } from './language.ts';

type CopyProps = Pick<ButtonProps, 'size' | 'variant'> & { value: string; label?: string };

const saidForMs = 1_500;

/** Copies what stands beside it, and says whether it could. */
export function Copy({ value, label = t('Copy'), variant = 'default', ...looks }: CopyProps) {
  const [isCopied, setCopied] = useState<boolean | null>(null);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(null), saidForMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const words = { true: t('Copied'), false: t('Mark it, and copy it by hand'), null: label };
  return (
    <Button {...looks} variant={variant} onClick={() => void copyText(value).then(setCopied)}>
      {words[`${isCopied}`]}
    </Button>
  );
}
