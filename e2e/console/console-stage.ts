import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildConsole } from '../../console/build/build-console.ts';
import { type FakeApi, startFakeApi } from '../../console/test/fake-api.ts';
import type { FakeOptions } from '../../console/test/fake-world.ts';
import { openBrowser } from '../browser.ts';

/** A window on the built console over a pretend server of its own. */
export type ConsoleWindow = {
  page: Page;
  api: FakeApi;
  /** What the browser complained of: refused by the policy, thrown by a page, or printed as an error. */
  complaints: string[];
  /** Goes to a path of the console and waits until it shows this text. */
  open(path: string, sees: string | RegExp): Promise<void>;
  close(): Promise<void>;
};

export type ConsoleStage = {
  openWindow(options?: FakeOptions, looks?: BrowserContextOptions): Promise<ConsoleWindow>;
  close(): Promise<void>;
};

/** Builds the console as it is now and opens one browser; every window has its own server, cookies and errors. */
export async function openConsoleStage(): Promise<ConsoleStage> {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-console-'));
  const [pages, browser] = await Promise.all([buildConsole(folder), openBrowser()]);
  return {
    openWindow: (options = {}, looks = {}) => openWindow(browser, { pages, ...options }, looks),
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openWindow(
  browser: Browser,
  options: FakeOptions,
  looks: BrowserContextOptions,
): Promise<ConsoleWindow> {
  const api = await startFakeApi(options);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    timezoneId: 'America/New_York',
    ...looks,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // An answer that the story itself scripted as a refusal is no complaint.
    const isScripted = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isScripted) complaints.push(message.text());
  });
  return {
    page,
    api,
    complaints,
    async open(path, sees) {
      await page.goto(api.url + path);
      await page.getByText(sees).first().waitFor();
    },
    async close() {
      await context.close();
      await api.close();
    },
  };
}
