// Walks the pages as a reader would. usage: node journey.mjs ADDRESS FOLDER [en|ar]
// Says each step on a line; the first thing that is not as it should be ends it with exit code 1.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { launch, open } from './browser.mjs';

const [base, folder, language = 'en'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const arabic = language === 'ar';
const lang = arabic ? 'lang=ar' : '';
const browser = await launch();
const found = [];

async function check(page, name) {
  await page.screenshot({ path: join(folder, `${name}-${language}.png`) });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).exclude('.maplibregl-canvas-container').analyze();
  for (const v of violations) found.push(`${name}: ${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')} ${n.any[0]?.message ?? ''}`).join(' | ')}`);
  say(`${name}: seen, ${violations.length} faults of accessibility`);
}

function say(text) {
  console.log(`[${language}] ${text}`);
}

function must(condition, text) {
  if (condition) return say(text);
  throw new Error(`not so: ${text}`);
}

try {
  const { page, faults, close } = await open(browser, base);
  const text = (selector) => page.locator(selector).first().innerText();

  const start = performance.now();
  await page.goto(`${base}?${lang}`, { waitUntil: 'commit' });
  await page.locator('.incidents li').first().waitFor();
  const listed = performance.now();
  await page.locator('[data-idle]').waitFor();
  say(`the list stood after ${Math.round(listed - start)} ms, the map after ${Math.round(performance.now() - start)} ms`);
  must((await page.locator('html').getAttribute('dir')) === (arabic ? 'rtl' : 'ltr'), 'the direction of the page is its language’s');
  must(/\d|[٠-٩]/.test(await text('.count strong')), 'the list says how many incidents it shows');
  await check(page, '1-map');

  // A click on a symbol says what is there, and leads to it.
  const symbols = await page.locator('.map-frame canvas').boundingBox();
  await page.locator('.incidents li').nth(1).hover();
  await page.waitForURL(/at=/);
  say('the incident pointed at in the list stands in the address');
  let opened = false;
  for (let k = 0; k < 60 && !opened; k++) {
    const [x, y] = [symbols.x + symbols.width * (0.3 + 0.05 * (k % 9)), symbols.y + symbols.height * (0.2 + 0.1 * Math.floor(k / 9))];
    await page.mouse.move(x, y);
    if ((await page.locator('.map-frame canvas').evaluate((c) => c.style.cursor)) !== 'pointer') continue;
    await page.mouse.click(x, y);
    opened = await page.locator('.maplibregl-popup .card a').first().waitFor({ timeout: 4000 }).then(() => true, () => false);
  }
  must(opened, 'a click on the map tells which incidents are there');
  await page.keyboard.press('Escape');
  await page.goto(`${base}?${lang}`);
  await page.locator('.incidents li').first().waitFor();
  await page.locator('[data-idle]').waitFor();

  // Choosing a kind leaves fewer, stands in the address, and a copied address shows the same.
  const before = await text('.count strong');
  await page.locator('.kind-button').first().click();
  await page.waitForFunction((old) => document.querySelector('.count strong').textContent !== old, before);
  const chosen = await text('.count strong');
  must(page.url().includes('class='), 'a choice stands in the address');
  const copy = await page.context().newPage();
  await copy.goto(page.url());
  await copy.locator('.incidents li').first().waitFor();
  must((await copy.locator('.count strong').innerText()) === chosen, 'a copied address shows the same');
  await copy.close();
  await page.locator('.clear').click();

  // The timeline's handles answer to the keyboard.
  await page.locator('.timeline [role=slider]').first().focus();
  await page.keyboard.press(arabic ? 'ArrowLeft' : 'ArrowRight');
  await page.waitForURL(/from=/);
  say('the arrow keys move the timeline’s handle');
  await page.keyboard.press('Escape');

  await page.locator('.switch button').nth(1).click();
  await page.locator('.stage table.data tbody tr').first().waitFor();
  await check(page, '2-table');
  await page.locator('.switch button').first().click();

  // From the list to the incident that is told best, to a sentence, to the report that it stands in.
  const incidents = (await (await fetch(`${base}api/incidents`)).json()).incidents;
  const best = incidents.toSorted((a, b) => b.disputes.length * 10 + b.mentions - (a.disputes.length * 10 + a.mentions))[0];
  const row = page.locator(`.incidents li[data-id="${best.id}"] a`);
  while ((await row.count()) === 0) await page.locator('.side .more').click();
  await row.click();
  await page.locator('.sentences .claim').first().waitFor();
  must((await page.locator('.sentences .claim').count()) >= 1, 'the incident shows the sentences behind it');
  await page.locator('.small-map [data-idle]').waitFor();
  await check(page, '3-incident');
  if ((await page.locator('.findings details').count()) > 0) {
    await page.locator('.findings summary').first().click();
    must(await page.locator('.findings .reason').first().isVisible(), 'a verdict tells its reasons');
  }
  const sentence = await text('.sentences blockquote');
  await page.locator('.sentences .source a').first().click();
  await page.locator('.report-text mark.at').first().waitFor();
  const marked = (await page.locator('.report-text mark.at').evaluateAll((marks) => marks.map((m) => {
    const copy = m.cloneNode(true);
    copy.querySelectorAll('sup').forEach((s) => s.remove());
    return copy.textContent;
  }))).join('');
  must(marked.includes(sentence.trim()), 'the report shows the sentence marked where it stands');
  await check(page, '4-report');
  await page.locator('.report-claims a.to-incident').first().click();
  await page.locator('.sentences .claim').first().waitFor();
  say('the claim leads back to its incident');

  await page.goto(`${base}reports?${lang}`);
  await page.locator('table.data tbody tr').first().waitFor();
  await check(page, '5-reports');
  const arabicReport = page.locator('td[lang=ar] a').first();
  if ((await arabicReport.count()) > 0) {
    await arabicReport.click();
    await page.locator('.report-text').waitFor();
    must((await page.locator('.report-text').getAttribute('dir')) === 'rtl', 'an Arabic report runs from right to left');
    await check(page, '6-arabic-report');
  }

  await page.goto(`${base}ledger?${lang}`);
  await page.locator('.agreements a').last().click();
  await page.locator('table.grid').waitFor();
  must((await page.locator('.sides tbody tr').count()) > 1 && (await page.locator('.counts-beside li').count()) > 0, 'readings stand side by side, and others’ counts beside ours');
  await page.locator('.counts-beside summary').first().click();
  await check(page, '7-ledger');
  await page.screenshot({ path: join(folder, `7-ledger-whole-${language}.png`), fullPage: true });
  if ((await page.locator('.cell').count()) > 0) {
    await page.locator('.cell').first().click();
    await page.locator('.drill li').first().waitFor();
    must(page.url().includes('verdict='), 'a number of the ledger opens its findings');
    await page.locator('.drill summary').first().click();
    must(await page.locator('.drill form.step').first().isVisible(), 'a finding has a form for the next step');
    await check(page, '7-finding');
    await page.locator('.drill li > a').first().click();
    await page.locator('.sentences .claim').first().waitFor();
    say('a finding leads to its sentences');
  }
  await page.goto(`${base}nowhere?${lang}`);
  await page.locator('main h1').waitFor();
  say('an address that is none says so');
  await close();

  const phone = await open(browser, base, { width: 390, height: 844 });
  await phone.page.goto(`${base}?${lang}`);
  await phone.page.locator('.incidents li').first().waitFor();
  await phone.page.locator('[data-idle]').waitFor();
  const overflow = () => phone.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  must((await overflow()) <= 0, 'the map page fits a phone');
  await check(phone.page, '8-phone');
  await phone.page.goto(`${base}incidents/${best.id}?${lang}`);
  await phone.page.locator('.sentences .claim').first().waitFor();
  must((await overflow()) <= 0, 'the incident fits a phone');
  await phone.page.screenshot({ path: join(folder, `9-phone-incident-${language}.png`), fullPage: true });
  await phone.close();

  found.push(...faults, ...phone.faults);
  if (found.length > 0) throw new Error(`found:\n  ${found.join('\n  ')}`);
  say('done');
} catch (e) {
  console.error(`[${language}] ${e.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
