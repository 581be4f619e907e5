/** A real Chromium for the tests of the page. Without one they are skipped aloud, and fail in CI. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none',
];

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROMIUM_PATH } = environment;
  return CHROMIUM_PATH ?? PLACES.find((path) => existsSync(path));
}

/** A whole flow with axe on each state, on a machine that has other work to do. */
const PATIENCE_MS = 180_000;

/** Tests that need a browser; it lives as long as they do. */
export function inChromium(name: string, tests: (browser: () => Browser) => void): void {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    withoutBrowser(name);
    return;
  }

  jest.setTimeout(PATIENCE_MS);
  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
    });
    afterAll(() => browser?.close());
    tests(() => {
      if (!browser) throw new Error('The browser has not started');
      return browser;
    });
  });
}

function withoutBrowser(name: string): void {
  const why = 'no Chromium found (looked at CHROMIUM_PATH and /usr/bin)';
  if (process.env.CI) {
    test(name, () => {
      throw new Error(`${why}: browser tests are never skipped in CI`);
    });
    return;
  }
  console.warn(`Skipped: “${name}”, ${why}.`);
  test.skip(`${name}: ${why}`, () => {});
}
