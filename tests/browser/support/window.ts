/** One person's window on the sandbox's page. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Sandbox } from '../../../sandbox';

export interface WindowOptions {
  /** Key of the person in the seeded world. */
  as: string;
  channel?: string;
  home?: boolean;
  thread?: string;
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

export const WIDE = { width: 1360, height: 820 };
export const NARROW = { width: 390, height: 780 };

export interface Window {
  page: Page;
  context: BrowserContext;
  /** What should never happen: errors of the page, requests to anybody but the sandbox. */
  troubles: string[];
  close(): Promise<void>;
}

export async function openWindow(browser: Browser, sandbox: Sandbox, options: WindowOptions): Promise<Window> {
  const { theme = 'light', width = WIDE.width, height = WIDE.height } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: 'en-GB',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const troubles = watch(page, sandbox.url);
  await page.goto(addressOf(sandbox, options));
  await page.getByText('Sandbox — not Slack').waitFor();
  return {
    page,
    context,
    troubles,
    close: () => context.close(),
  };
}

export function addressOf(sandbox: Sandbox, { as, channel, home, thread }: WindowOptions): string {
  const person = sandbox.people[as];
  if (!person) throw new Error(`There is nobody called ${as} in this world`);
  if (home) return `${sandbox.url}/#/${person}/home`;
  if (!channel) return `${sandbox.url}/#/${person}`;
  const id = sandbox.channels[channel];
  if (!id) throw new Error(`There is no channel ${channel} in this world`);
  return `${sandbox.url}/#/${[person, id, thread].filter(Boolean).join('/')}`;
}

function watch(page: Page, origin: string): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) troubles.push(`request: ${request.url()}`);
  });
  return troubles;
}

/** The message that says this, in the channel or thread shown. */
export function message(page: Page | Locator, text: string | RegExp): Locator {
  return page.getByRole('article').filter({ hasText: text }).last();
}

/** Chooses from a message's menu, as a person does: point at it, open the menu, choose. */
export async function chooseFromMenu(page: Page, text: string | RegExp, item: string): Promise<void> {
  const found = message(page, text);
  await found.hover();
  await found.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Chooses an option of a select by its label. */
export async function choose(page: Page | Locator, label: string, option: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  await field.click();
  await field.fill(option);
  const inPage = 'keyboard' in page ? page : page.page();
  await inPage.getByRole('option', { name: option }).first().click();
}

export async function actAs(page: Page, name: string): Promise<void> {
  await choose(page, 'Act as', name);
  await page
    .getByRole('combobox', { name: 'Act as' })
    .and(page.locator(`[value*="${name}"]`))
    .waitFor();
}
