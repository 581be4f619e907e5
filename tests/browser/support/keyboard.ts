/** The page by keyboard alone, as somebody without a mouse goes through it. */
import type { Page } from 'playwright-core';

const NAME = `(() => {
  const element = document.activeElement;
  const labelled = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  return element.getAttribute('aria-label') ?? (labelled.trim() || element.labels?.[0]?.textContent || element.textContent);
})()`;

const FAR = 150;

/** What has the focus, by the name a screen reader gives it. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate<string>(NAME);
}

/** Presses Tab (or another key) until something of this name has the focus. */
export async function goTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  const matches = (found: string) => (typeof name === 'string' ? found.trim() === name : name.test(found));
  for (let presses = 0; presses < FAR; presses += 1) {
    if (matches(await focusedName(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`No “${name}” in ${FAR} presses of ${key}; the focus is at “${await focusedName(page)}”`);
}

/** From the top of the page to its messages. */
export async function skipToMessages(page: Page): Promise<void> {
  await page.evaluate('document.activeElement.blur()');
  await goTo(page, 'Skip to messages');
  await page.keyboard.press('Enter');
}
