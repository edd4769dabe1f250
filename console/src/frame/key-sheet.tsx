import { Checkbox, Kbd, Text } from '@mantine/core';
import { useContext, useState } from 'react';
import { t } from '../ui/language.ts';
import { Question } from '../ui/question.tsx';
import { ActionContext } from './action-store.ts';
import classes from './key-sheet.module.css';
import { areLettersOff, isMac, showKeys, switchLetters } from './keys.ts';
import { flatten, type Place } from './places.ts';

type KeySheetProps = { places: readonly Place[]; creations: readonly Place[]; onClose: () => void };

/** Every key there is: those of the page, those of everywhere, and how to switch the letters off. */

export function KeySheet({ places, creations, onClose }: KeySheetProps) {
  const store = useContext(ActionContext);
  const [isOff, setOff] = useState(areLettersOff);
  const everywhere = [
    ['mod+k', t('Search or do something')],
    ['/', t('Go to the search of the page')],
    ['j', t('Next row')],
    ['k', t('Previous row')],
    ['x', t('Choose the row')],
    ['?', t('This list')],
  ] as const;
  const ofPage = [...store.values()]
    .flat()
    .flatMap(({ keys, name }) => (keys ? [[keys, name] as const] : []));
  const goes = [...flatten(places), ...creations].flatMap(({ keys, name }) =>
    keys ? [[keys, name] as const] : [],
  );
  return (
    <Question title={t('Keys')} isOpen onClose={onClose}>
      <div className={classes.sheet}>
        {ofPage.length > 0 && <KeyList title={t('On this page')} keys={ofPage} />}
        <KeyList title={t('Everywhere')} keys={everywhere} />
        <KeyList title={t('Go to')} keys={goes} />
        <Checkbox
          label={t('Switch single letters off')}
          description={t('For whoever speaks to their computer, or has pressed one by mistake.')}
          checked={isOff}
          onChange={(event) => {
            switchLetters(!event.currentTarget.checked);
            setOff(event.currentTarget.checked);
          }}
        />
      </div>
    </Question>
  );
}

function KeyList({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <Text fw={650} mb={4}>
        {title}
      </Text>
      <dl className={classes.keys}>
        {keys.map(([pressed, does]) => (
          <div key={pressed + does} className={classes.key}>
            <dt>
              <Kbd>{showKeys(pressed, isMac())}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
