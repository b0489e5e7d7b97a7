// Decides as a reader would: rejects, takes back, corrects, merges, splits, marks a copy. usage: node decide.mjs ADDRESS FOLDER [en|ar]
// The ledger behind it holds two incidents, one of them told twice.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { launch, open } from './browser.mjs';

const [base, folder, language = 'en'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const lang = language === 'ar' ? 'lang=ar' : '';
const browser = await launch();
const say = (text) => console.log(`[${language}] ${text}`);

function must(condition, text) {
  if (condition) return say(text);
  throw new Error(`not so: ${text}`);
}

try {
  const { page, faults, close } = await open(browser, base);
  const check = async (name) => {
    await page.screenshot({ path: join(folder, `${name}-${language}.png`), fullPage: true });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).exclude('.maplibregl-canvas-container').analyze();
    must(violations.length === 0, `${name}: no fault of accessibility ${violations.map((v) => `${v.id} ${v.nodes[0]?.target}`).join('; ')}`);
  };
  const incidents = async () => (await (await fetch(`${base}api/incidents`)).json()).incidents;
  const show = async (id) => {
    await page.goto(`${base}incidents/${id}?${lang}`);
    await page.locator('.decide .act-row button').first().waitFor();
  };
  // Name and reason by keyboard alone: the form takes the focus when it opens.
  const give = async (reason, name) => {
    await page.locator('.decide-form textarea').last().fill(reason);
    if (name) await page.locator('.decide-form input[autocomplete=name]').fill(name);
    await page.locator('.decide-form input[autocomplete=name]').press('Enter');
  };

  const [first, second] = (await incidents()).toSorted((a, b) => b.mentions - a.mentions);
  await show(first.id);

  // A form that says too little decides nothing; Escape closes it.
  await page.locator('[data-act=accept]').focus();
  await page.keyboard.press('Enter');
  await page.locator('.decide-form').waitFor();
  must(await page.locator('.decide-form select').evaluate((s) => s === document.activeElement), 'a form that opens takes the focus');
  await page.keyboard.press('Escape');
  must((await page.locator('.decide-form').count()) === 0, 'Escape closes the form');

  await page.locator('[data-act=accept]').click();
  await give('seen on film', 'Reader One');
  await page.locator('.decisions li').first().waitFor();
  must((await page.locator('.decisions li').count()) === 1, 'an accepted incident says by whom and why');
  await check('decide-1-accepted');

  await page.locator('[data-act=merge]').click();
  await page.locator('.decide-form select option').nth(1).waitFor({ state: 'attached' });
  must((await page.locator('.decide-form input[autocomplete=name]').inputValue()) === 'Reader One', 'the name is remembered');
  await page.locator('.decide-form select').selectOption(second.id);
  await check('decide-2-form');
  await give('the same night');
  await page.waitForFunction(() => document.querySelectorAll('.sentences > li').length === 3);
  must((await incidents()).length === 1, 'two incidents are one');

  await page.locator('[data-act=split]').click();
  await page.locator('.decide-form .check').filter({ hasText: 'Hill Radio' }).locator('input').check();
  await give('another charge');
  await page.waitForFunction(() => document.querySelectorAll('.sentences > li').length !== 3);
  must((await incidents()).length === 2, 'and two again');

  await show(first.id);
  await page.locator('[data-act=copy]').click();
  await give('word for word');
  await page.locator('.decide-form').waitFor({ state: 'detached' });
  must((await (await fetch(`${base}api/incidents/${first.id}`)).json()).sources === 1, 'a copy is no source of its own');

  await page.locator('[data-act=correct]').click();
  await page.locator('.decide-form select').nth(1).selectOption('time.edtf');
  await page.locator('.decide-form input:not([autocomplete])').fill('nonsense');
  await give('the report names the day');
  await page.locator('.form-fault').waitFor();
  say('a value that does not fit is refused in words');
  await page.locator('.decide-form input:not([autocomplete])').fill('2021-08-31');
  await give('the report names the day');
  await page.locator('.decide-form').waitFor({ state: 'detached' });
  must((await incidents()).some((i) => i.time.edtf !== '2021-09-01'), 'a corrected day moves the incident');

  const there = (await incidents())[0].id;
  await show(there);
  await page.locator('[data-act=reject]').click();
  await give('it never happened');
  await page.waitForURL(/\/decisions/);
  await page.locator('.decisions li').first().waitFor();
  must(!(await incidents()).some((i) => i.id === there), 'a rejected incident is not shown');
  await check('decide-3-decisions');
  await page.locator('.decisions li').first().locator('.undo').click();
  await give('the film was found');
  await page.locator('.decide-form').waitFor({ state: 'detached' });
  must((await incidents()).some((i) => i.id === there), 'taken back, it is there again');
  must(faults.filter((f) => !/ 40[04] /.test(f)).length === 0, `nothing went wrong in the page ${faults.join('; ')}`);
  await close();
  say('done');
} catch (e) {
  console.error(`[${language}] ${e.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
