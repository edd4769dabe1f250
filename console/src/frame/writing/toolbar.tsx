import { Button, Group, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo, type ReactNode, useState } from 'react';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { answer } from '../call.ts';
import { byUse } from './by-use.ts';
import { hasGap, withFallback } from './fallback.ts';
import { FallbackQuestion } from './fallback-question.tsx';
import type { Wording } from './said.ts';

type ToolbarProps = {
  onInsert: (words: string) => void;
  /** Takes the words of a template; none is offered where nobody takes them. */
  onTemplate?: (words: Wording) => void;
  more?: ReactNode;
};

/** What can be put into a text: something of the person, a snippet, a template, the way out. */
export const Toolbar = memo(function Toolbar({ onInsert, onTemplate, more }: ToolbarProps) {
  const [asked, setAsked] = useState<{ field: string; insert: string } | null>(null);
  const put = (insert: string, field: string) =>
    hasGap(insert) ? setAsked({ field, insert }) : onInsert(insert);
  const fields = useQuery({ ...answer('/v1/merge-fields'), staleTime: 60_000 });
  const coupons = useQuery({ ...answer('/v1/coupon-pools', { query: { limit: 50 } }), staleTime: 60_000 });
  const pools = (coupons.data?.data ?? []).filter(({ state }) => state === 'on');
  const all = fields.data?.data ?? [];
  const snippets = all.filter(({ group }) => group === 'snippet');
  return (
    <Group gap="xs" role="group" aria-label={t('Put something into the text')}>
      <FallbackQuestion
        field={asked?.field ?? null}
        onWords={(words) => asked && onInsert(withFallback(asked.insert, words))}
        onClose={() => setAsked(null)}
      />
      <Choices name={t('Personal field')}>
        {groups().map(([label, names]) => {
          const shown = byUse(all.filter(({ group }) => names.includes(group)));
          if (shown.length === 0) return null;
          return (
            <div key={label}>
              <Menu.Label>{label}</Menu.Label>
              {shown.map(({ name, label: field, insert }) => (
                <Menu.Item key={name} onClick={() => put(insert, field)}>
                  {field}
                </Menu.Item>
              ))}
            </div>
          );
        })}
      </Choices>
      {snippets.length > 0 && (
        <Choices name={t('Snippet')}>
          {snippets.map(({ name, label, insert }) => (
            <Menu.Item key={name} onClick={() => onInsert(insert)}>
              {label}
            </Menu.Item>
          ))}
        </Choices>
      )}
      {onTemplate && <Templates onTemplate={onTemplate} />}
      {pools.length > 0 && (
        <Choices name={t('Coupon')}>
          {pools.map(({ id, name, label, merge_field, codes }) => (
            <Menu.Item key={id} onClick={() => onInsert(merge_field)}>
              {t('{name} ({left} left)', { name: label ?? name, left: formatCount(codes.left) })}
            </Menu.Item>
          ))}
        </Choices>
      )}
      <Button size="xs" variant="default" onClick={() => onInsert(' Reply STOP to opt out.')}>
        {t('Opt-out line')}
      </Button>
      {more}
    </Group>
  );
});

function Templates({ onTemplate }: Required<Pick<ToolbarProps, 'onTemplate'>>) {
  const templates = useQuery({ ...answer('/v1/templates', { query: { limit: 50 } }), staleTime: 60_000 });
  const policy = useQuery({ ...answer('/v1/policy/templates'), staleTime: 60_000 });
  const texts = (templates.data?.data ?? []).filter(
    ({ channel, standing }) =>
      channel === 'text' && (standing === 'approved' || !policy.data?.needs_approval),
  );
  return (
    <Choices name={t('Template')}>
      {texts.length === 0 && <Menu.Label>{t('No templates yet')}</Menu.Label>}
      {texts.map(({ id, name, body, language, texts: others }) => (
        <Menu.Item key={id} onClick={() => onTemplate({ body, language, texts: { ...others } })}>
          {name}
        </Menu.Item>
      ))}
    </Choices>
  );
}

const Choices = ({ name, children }: { name: string; children: ReactNode }) => (
  <Menu shadow="md" position="bottom-start">
    <Menu.Target>
      <Button size="xs" variant="default">
        {name}
      </Button>
    </Menu.Target>
    <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
      {children}
    </Menu.Dropdown>
  </Menu>
);

const groups = (): [label: string, groups: string[]][] => [
  [t('Of the person'), ['contact']],
  [t('What they did'), ['event']],
  [t('Of the business'), ['workspace', 'brand', 'program', 'sender']],
  [t('Tags and lists'), ['tag', 'list']],
];
