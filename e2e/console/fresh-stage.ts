import { openTidings } from '@tidings/sdk';
import type { Browser, Page } from 'playwright-core';
import { isForKeys, permissions } from '../../server/src/accounts/index.ts';
import { openBrowser } from '../browser.ts';
import {
  makeDataDir,
  type Owner,
  type Running,
  removeDataDir,
  startTidings,
} from '../stage/start-tidings.ts';
import { ensureConsole } from './ensure-console.ts';
import { type RealWindow, watchPage } from './real-stage.ts';

/** A service that nobody has set up yet, and a browser: where the first day begins. It can be stopped and begun again. */
export type FreshStage = {
  browser: Browser;
  dataDir: string;
  service(): Running;
  /** A window of nobody yet. */
  openWindow(): Promise<RealWindow>;
  /** Stops the service, lets something be done to its data, and begins it again at its old address. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

export async function openFreshStage(env: Record<string, string> = {}): Promise<FreshStage> {
  const dataDir = makeDataDir();
  const [browser, first] = await Promise.all([
    openBrowser(),
    startTidings({ dataDir, env }),
    ensureConsole(),
  ]);
  let service = first;
  const { port } = new URL(first.url);
  return {
    browser,
    dataDir,
    service: () => service,
    async openWindow() {
      const context = await browser.newContext({
        baseURL: first.url,
        viewport: { width: 1280, height: 900 },
        reducedMotion: 'reduce',
        timezoneId: 'America/New_York',
        acceptDownloads: true,
      });
      const page = await context.newPage();
      return { page, ...watchPage(page), close: () => context.close() };
    },
    async restart(meanwhile) {
      await service.stop();
      await meanwhile?.();
      service = await startTidings({ dataDir, env: { ...env, TIDINGS_PORT: port } });
    },
    async close() {
      await browser.close();
      await service.stop();
      await removeDataDir(dataDir);
    },
  };
}

/** A client of the API in the name of whoever is signed in on this page, for what a story is not about. */
export async function clientOf(page: Page): Promise<Owner> {
  const { origin } = new URL(page.url());
  const made = await page.context().request.post('/v1/api-keys', {
    data: { name: 'Story', scopes: permissions.filter(isForKeys) },
    headers: { origin, 'x-tidings-csrf': '1' },
  });
  const { secret: key } = (await made.json()) as { secret: string };
  return { key, tidings: openTidings({ baseUrl: origin, key }) };
}
