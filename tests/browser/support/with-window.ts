import type { Browser, Page } from 'playwright-core';
import type { Sandbox } from '../../../sandbox';
import { openWindow, type WindowOptions } from './window';

/** A window for one test: closed at its end, and nothing may have gone wrong in it. */
export async function withWindow(
  browser: Browser,
  sandbox: Sandbox,
  options: WindowOptions,
  visit: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, troubles, close } = await openWindow(browser, sandbox, options);
  try {
    await visit(page);
    expect(troubles).toEqual([]);
  } finally {
    await close();
  }
}
