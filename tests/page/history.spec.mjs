// One history over all that is done, the same in the text and beside it.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { drop, expect, paste, report, test } from './fixtures.mjs';
import { open, read, start, startWith, swap, textOf, toEnd, unfold } from './page.mjs';

const TEXT = '青澜县2023年法治政府建设年度报告\n一、主要举措和成效\n全年受理案件12件。\n';
const OTHER = '澄湖区2022年法治政府建设年度报告\n一、总体情况\n全年办结案件9件。\n';

/** @typedef {import('@playwright/test').Page} Page */

const paper = (/** @type {Page} */ page) => page.locator('#paper');
/** Waits until the text is this one. */
const expectText = (/** @type {Page} */ page, /** @type {string} */ text) => expect.poll(() => textOf(page)).toBe(text);
const undo = (/** @type {Page} */ page) => page.locator('#do-undo');
const redo = (/** @type {Page} */ page) => page.locator('#do-redo');
const answer = (/** @type {Page} */ page) => page.locator('#toast').getByRole('button');

/** Types at the end of the text, as a step of its own. */
async function type(/** @type {Page} */ page, /** @type {string} */ words) {
  await toEnd(page);
  await page.keyboard.type(words);
  await page.waitForTimeout(400);
}

async function faulty(/** @type {Page} */ page) {
  await start(page, '#tab=findings');
  await page.locator('[data-sample=faulty]').click();
  await read(page);
}

test('Ctrl+Z beside the text takes back what was typed, and never the report', async ({ page }) => {
  await startWith(page, TEXT);
  await type(page, '办结案件7件。');
  await expect(paper(page)).toContainText('办结案件7件');
  await page.locator('#scroll').focus();
  await page.keyboard.press('Control+z');
  await expect(paper(page)).not.toContainText('办结案件7件');
  await expect(paper(page)).toContainText('受理案件12件');
  await page.keyboard.press('Control+z');
  await expect(paper(page)).toContainText('受理案件12件');
  await expect(page.locator('#toast')).toContainText('会换掉整份文字');
  await page.keyboard.press('Control+y');
  await expect(paper(page)).toContainText('办结案件7件');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+z');
  await expect(paper(page)).toContainText('办结案件7件');
});

test('the text has the same history on its sheet', async ({ page }) => {
  await startWith(page, TEXT);
  await type(page, '办结案件7件。');
  await page.waitForTimeout(1700);
  await type(page, '结案率58%。');
  await page.keyboard.press('Control+z');
  await expectText(page, `${TEXT}办结案件7件。`);
  await expect(paper(page)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expectText(page, TEXT);
  await page.keyboard.press('Control+z');
  await expectText(page, TEXT);
  await page.keyboard.press('Control+Shift+z');
  await expectText(page, `${TEXT}办结案件7件。`);
  // The menu of the browser asks for it by an event.
  const prevented = await paper(page).evaluate((area) => ['historyUndo', 'historyRedo', 'historyUndo']
    .map((inputType) => !area.dispatchEvent(new InputEvent('beforeinput', { inputType, bubbles: true, cancelable: true }))));
  expect(prevented).toEqual([true, true, true]);
  await expectText(page, TEXT);
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+y');
  await expectText(page, `${TEXT}办结案件7件。结案率58%。`);
  // The caret is where the change was, and typing goes on there.
  await page.keyboard.press('Control+z');
  await page.keyboard.type('好');
  await expectText(page, `${TEXT}办结案件7件。好`);
  await expect(redo(page)).toBeDisabled();
});

test('what is typed in one go is one step, and what is pasted is its own', async ({ page }) => {
  await startWith(page, TEXT);
  await type(page, '甲乙');
  await page.keyboard.type('丙丁');
  await paste(page, '粘贴的话');
  await page.keyboard.type('戊');
  await page.waitForTimeout(400);
  const seen = [];
  for (let n = 0; n < 4; n += 1) {
    seen.push((await textOf(page)).slice(TEXT.length));
    await page.keyboard.press('Control+z');
  }
  expect(seen).toEqual(['甲乙丙丁粘贴的话戊', '甲乙丙丁粘贴的话', '甲乙丙丁', '']);
});

test('typing that is not yet read is taken in before a step back', async ({ page }) => {
  await startWith(page, TEXT);
  await toEnd(page);
  await page.keyboard.type('急');
  await undo(page).click();
  await expectText(page, TEXT);
  await redo(page).click();
  await expectText(page, `${TEXT}急`);
});

test('the arrows step over a load and a clear, and say what they do', async ({ page }) => {
  await startWith(page, TEXT);
  await expect(redo(page)).toBeDisabled();
  await expect(undo(page)).toHaveAccessibleName('撤销：读入');
  await type(page, '办结案件7件。');
  await expect(undo(page)).toHaveAccessibleName('撤销：修改文字');
  await page.locator('#do-clear').click();
  await expect(page.locator('#start')).toBeVisible();
  await page.locator('#start-read').focus();
  await page.keyboard.press('Control+z');
  await expect(page.locator('#start')).toBeVisible();
  await expect(undo(page)).toHaveAccessibleName('撤销：清空');
  await undo(page).click();
  await expect(paper(page)).toContainText('办结案件7件');
  await undo(page).click();
  await expect(paper(page)).not.toContainText('办结案件7件');
  await undo(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#start')).toBeVisible();
  await expect(undo(page)).toBeDisabled();
  await expect(redo(page)).toBeFocused();
  for (let n = 0; n < 3; n += 1) await redo(page).click();
  await expect(page.locator('#start')).toBeVisible();
  await expect(redo(page)).toBeDisabled();
  await undo(page).click();
  await page.locator('#do-lang').click();
  await expect(undo(page)).toHaveAccessibleName('Undo: change the text');
  await expect(redo(page)).toHaveAccessibleName('Redo: clear');
});

test('keys stop at another document, and its toast steps over it both ways', async ({ page }) => {
  await startWith(page, TEXT);
  await paste(page, OTHER);
  await swap(page);
  await expect(paper(page)).toContainText('办结案件9件');
  await page.keyboard.press('Control+z');
  await expect(paper(page)).toContainText('办结案件9件');
  await expect(page.locator('#toast')).toContainText('会换掉整份文字');
  await answer(page).click();
  await expect(paper(page)).toContainText('受理案件12件');
  await page.keyboard.press('Control+y');
  await expect(paper(page)).toContainText('受理案件12件');
  await expect(answer(page)).toHaveText('重做');
  await answer(page).click();
  await expect(paper(page)).toContainText('办结案件9件');
});

test('a decision is a step, and an undone one comes back', async ({ page }) => {
  await faulty(page);
  const findings = page.locator('.finding');
  const all = await findings.count();
  await unfold(findings.first());
  await findings.first().getByRole('button', { name: '无需修改' }).click();
  await expect(findings).toHaveCount(all - 1);
  await page.keyboard.press('Control+z');
  await expect(findings).toHaveCount(all);
  await expect(paper(page)).toContainText('临樵县');
  await page.keyboard.press('Control+y');
  await expect(findings).toHaveCount(all - 1);
  await unfold(findings.first());
  await findings.first().getByRole('button', { name: '关闭此规则' }).click();
  const left = await findings.count();
  expect(left).toBeLessThan(all - 1);
  await page.locator('.fold summary', { hasText: '已关闭的规则' }).click();
  await page.getByRole('button', { name: '重新打开' }).click();
  await expect(findings).toHaveCount(all - 1);
  await undo(page).click();
  await expect(findings).toHaveCount(left);
  await undo(page).click();
  await undo(page).click();
  await expect(findings).toHaveCount(all);
});

test('what was unfolded below the list stays open while the reader goes on', async ({ page }) => {
  await faulty(page);
  const findings = page.locator('.finding');
  await unfold(findings.first());
  await findings.first().getByRole('button', { name: '关闭此规则' }).click();
  const fold = page.locator('.fold', { hasText: '已关闭的规则' });
  await fold.locator('summary').click();
  const button = await fold.getByRole('button', { name: '重新打开' }).elementHandle();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('F8');
  await expect(page.locator('.finding.is-open')).toHaveCount(1);
  await expect(fold).toHaveAttribute('open', '');
  // Nothing of it has changed, and so it has not been drawn again.
  expect(await button?.evaluate((each) => each.isConnected)).toBe(true);
});

test('the toast of a fix takes back the fix alone, and goes when another step follows', async ({ page }) => {
  await faulty(page);
  const before = await textOf(page);
  await page.locator('[data-choose]').first().click();
  await expect.poll(() => textOf(page)).not.toBe(before);
  await expect(answer(page)).toBeVisible();
  const fixed = await textOf(page);
  await toEnd(page);
  await page.keyboard.type('新写的一段话。');
  await expect(page.locator('#toast')).toBeHidden({ timeout: 3000 });
  await expectText(page, `${fixed}新写的一段话。`);
  await page.keyboard.press('Control+z');
  await expectText(page, fixed);
  await page.keyboard.press('Control+z');
  await expectText(page, before);
});

test('a toast is withdrawn when another text comes', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('#do-clear').click();
  await expect(page.locator('#toast')).toContainText('已清空');
  await paste(page, OTHER);
  await read(page);
  await expect(page.locator('#toast')).toBeHidden({ timeout: 3000 });
  await expect(paper(page)).toContainText('办结案件9件');
});

const files = (/** @type {[string, string][]} */ ...given) => given.map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) }));

/** Opens files as a batch, and the first report of it. */
async function openFirst(/** @type {import('@playwright/test').Page} */ page, /** @type {ReturnType<typeof files>} */ given) {
  await page.locator('#file').setInputFiles(given);
  await expect(page.locator('.batch-progress')).toBeHidden();
  await page.locator('[data-open="0"]').click();
  await read(page);
}

const position = (/** @type {import('@playwright/test').Page} */ page) => page.locator('#batch-bar');

test('in a batch each report keeps its text and its decisions', async ({ page }) => {
  await start(page, '#tab=findings');
  const sample = readFileSync(join(resolve(import.meta.dirname, '../../www/samples'), 'faulty.txt'), 'utf8');
  await openFirst(page, files(['1.txt', sample], ['2.txt', OTHER], ['3.txt', TEXT]));
  const findings = page.locator('.finding');
  const all = await findings.count();
  await unfold(findings.first());
  await findings.first().getByRole('button', { name: '无需修改' }).click();
  await type(page, '第一份里写的话。');
  const next = page.getByRole('button', { name: '下一份' });
  const previous = page.getByRole('button', { name: '上一份' });
  await next.click();
  await expectText(page, OTHER);
  await type(page, '第二份里写的话。');
  await next.click();
  await expectText(page, TEXT);
  await previous.click();
  await expectText(page, `${OTHER}第二份里写的话。`);
  await previous.click();
  await expectText(page, `${sample}第一份里写的话。`);
  await read(page);
  await expect(findings).toHaveCount(all - 1);
  // The way back leads through the reports, too: by the arrow, not by the key.
  await page.keyboard.press('Control+z');
  await expectText(page, `${sample}第一份里写的话。`);
  await undo(page).click();
  await expect(position(page)).toContainText('第 2 份');
  await page.locator('#scroll').focus();
  await page.keyboard.press('Control+z');
  await expectText(page, OTHER);
});

test('a batch that was replaced comes back whole', async ({ page }) => {
  await start(page);
  await openFirst(page, files(['1.txt', TEXT], ['2.txt', OTHER]));
  await type(page, '写的话。');
  await page.getByRole('button', { name: '下一份' }).click();
  await expect(position(page)).toContainText('第 2 份，共 2 份');
  await drop(page.locator('body'), { name: '3.txt', bytes: report('d03') });
  await swap(page);
  await expect(position(page)).toBeHidden();
  await answer(page).click();
  await expect(position(page)).toContainText('第 2 份，共 2 份');
  await page.getByRole('button', { name: '上一份' }).click();
  await expectText(page, `${TEXT}写的话。`);
});

test('words are steps among the others', async ({ page }) => {
  await startWith(page, TEXT);
  await page.locator('#do-words').click();
  await page.locator('#words-text').fill('指标\t案件\t案件量');
  await page.locator('#words-use').click();
  const row = page.locator('.row[data-metric]').first();
  await expect(row).toContainText('案件量');
  await page.keyboard.press('Control+z');
  await expect(row).not.toContainText('案件量');
  await page.keyboard.press('Control+Shift+z');
  await expect(row).toContainText('案件量');
  await expect(page.locator('#do-words .badge')).toContainText('1');
});

test('what is done over and over can all be taken back', async ({ page }) => {
  await startWith(page, TEXT);
  await toEnd(page);
  for (let n = 0; n < 50; n += 1) await paste(page, `第${n}次`);
  for (let n = 0; n < 50; n += 1) await undo(page).evaluate((button) => /** @type {HTMLElement} */ (button).click());
  await expectText(page, TEXT);
});
