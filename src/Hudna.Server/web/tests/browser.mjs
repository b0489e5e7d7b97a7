// A browser for the journeys: the system's own Chromium, without a sandbox only where it would refuse to start (root in a container).
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

export const executable = process.env.HUDNA_CHROMIUM || places.find(existsSync);

export const launch = () => chromium.launch({
  executablePath: executable,
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--no-default-browser-check',
    '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  ],
});

/** A page that remembers everything that went wrong in it, and every address outside the server that it asked for. */
export async function open(browser, base, { width = 1400, height = 900, reducedMotion = 'reduce' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion, locale: 'en-GB' });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (e) => faults.push(`error in the page: ${e.message}`));
  page.on('console', (m) => {
    if (m.type() === 'error') faults.push(`console: ${m.text()}`);
  });
  page.on('request', (r) => {
    if (!r.url().startsWith(base) && !/^(data|blob):/.test(r.url())) faults.push(`asked outside: ${r.url()}`);
  });
  return { page, faults, close: () => context.close() };
}
