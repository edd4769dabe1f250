import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A screen of the console as its routes name it. */
export type Screen = {
  /** As the router has it: `/campaigns/$campaignId`. */
  readonly address: string;
  /** Where its source is: `campaign`. */
  readonly folder: string;
};

/** Every route of the console that shows a screen, read from the source: the one list that cannot lack one. */
export function readScreens(root: string): Screen[] {
  const folder = join(root, 'console/src/app');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsx'))
    .flatMap((name) => {
      const source = readFileSync(join(folder, name), 'utf8');
      return source.split('createRoute(').flatMap((route) => {
        const address = /path: '([^']+)'/.exec(route)?.[1];
        const screen = /import\('\.\.\/screens\/([\w-]+)\//.exec(route)?.[1];
        return address && screen ? [{ address, folder: screen }] : [];
      });
    })
    .toSorted((a, b) => a.address.localeCompare(b.address));
}

/** Whether an address without its query is one of the screen's; where two fit, the one without a name in it does. */
export function screenAt(address: string, screens: readonly Screen[]): Screen | null {
  const path = address.split(/[?#]/)[0] ?? '';
  const fitting = screens.filter((screen) => patternOf(screen.address).test(path));
  return fitting.find((screen) => !screen.address.includes('$')) ?? fitting[0] ?? null;
}

const patternOf = (address: string) =>
  new RegExp(`^${address.replace(/\$$/, '.+').replaceAll(/\$\w+/g, '[^/]+')}$`);
