import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clickInClosedRoot, closedRoots, waitForClosedRoots } from '../harness/closed-roots';
import { sampleWorld } from '../simulator/fleet';
import { browsers, type Stage, setStage } from './stage';

/** Puts a closed root with two buttons behind the first name of the list, and an open one behind the second. */
const PLANT = `(() => {
  window.pressed = [];
  const [first, second] = document.querySelectorAll('td a');
  const host = document.createElement('span');
  host.title = 'planted';
  first.after(host);
  const root = host.attachShadow({ mode: 'closed' });
  const add = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    root.append(made);
    return made;
  };
  add('b', '33 h').style.color = 'rgb(1, 2, 3)';
  add('i', 'unseen', { 'aria-hidden': 'true' });
  for (const [text, label] of [['Back up now', 'Back up app-01 now'], ['Again', 'Again']]) {
    add('button', text, { 'aria-label': label }).addEventListener('click', (event) => {
      window.pressed.push({ label, trusted: event.isTrusted, target: event.target.localName });
    });
  }
  add('button', 'Off', { disabled: '' });
  const inner = document.createElement('p');
  root.append(inner);
  inner.attachShadow({ mode: 'closed' }).textContent = 'nested';
  const open = document.createElement('span');
  second.after(open);
  open.attachShadow({ mode: 'open' }).textContent = 'open';
})()`;

describe.each(browsers)('closed shadow roots in %s', (kind) => {
  let stage: Stage;
  let page: Page;

  beforeAll(async () => {
    stage = await setStage(kind, sampleWorld);
    page = await stage.driver.browser.newPage();
    await page.goto('https://cloud.hostup.se/?account=1');
    await page.evaluate(PLANT);
  });
  afterAll(() => stage?.strike());

  test('are read with their texts, names, places and neighbours, and no open root among them', async () => {
    const roots = await closedRoots(stage.driver, page);
    expect(roots.map(({ text }) => text)).toEqual(['33 hBack up app-01 nowAgainOff', 'nested']);
    expect(roots[0]?.host).toMatchObject({
      tag: 'span',
      attributes: { title: 'planted' },
      text: '',
      parentTag: 'td',
      parentText: 'app-01',
      index: 1,
      siblings: 2,
      beforeText: 'app-01',
      visible: true,
    });
    const [age, , backUp, , off] = roots[0]?.parts ?? [];
    expect(age).toMatchObject({ tag: 'b', role: null, text: '33 h', color: 'rgb(1, 2, 3)', visible: true });
    expect(backUp).toMatchObject({
      tag: 'button',
      role: 'button',
      name: 'Back up app-01 now',
      disabled: false,
    });
    expect(backUp?.box.width).toBeGreaterThan(20);
    expect(off?.disabled).toBe(true);
  });

  test('are clicked with the real mouse, each part by its name', async () => {
    await clickInClosedRoot(stage.driver, page, 'Back up app-01 now');
    await clickInClosedRoot(stage.driver, page, /^Again/, {
      within: ({ host }) => host.beforeText === 'app-01',
    });
    expect(await page.evaluate('window.pressed')).toEqual([
      { label: 'Back up app-01 now', trusted: true, target: 'button' },
      { label: 'Again', trusted: true, target: 'button' },
    ]);
  });

  test('are not clicked where a person could not, unless someone is to be fooled', async () => {
    const quick = { timeoutMs: 500 };
    await expect(clickInClosedRoot(stage.driver, page, 'Off', quick)).rejects.toThrow('it is disabled');
    await expect(clickInClosedRoot(stage.driver, page, /./, quick)).rejects.toThrow(/say which/);
    await expect(clickInClosedRoot(stage.driver, page, 'Nothing', quick)).rejects.toThrow('33 h');
    await page.evaluate(`document.body.append(Object.assign(document.createElement('div'), {
      id: 'over', style: 'position: fixed; inset: 0' }))`);
    await expect(clickInClosedRoot(stage.driver, page, 'Again', quick)).rejects.toThrow(
      /id="over".*lies over it/,
    );
    await page.evaluate(
      `document.getElementById('over').style.pointerEvents = 'none'; window.pressed = []; undefined`,
    );
    await clickInClosedRoot(stage.driver, page, 'Again');
    expect(await page.evaluate('window.pressed.length')).toBe(1);
    await page.evaluate(`document.getElementById('over').remove()`);
  });

  test('a page that took the platform over changes nothing of it and learns nothing', async () => {
    await page.evaluate(`
      window.overheard = [];
      for (const [owner, name] of [[Element.prototype, 'getBoundingClientRect'], [Element.prototype, 'querySelectorAll'],
        [Array.prototype, 'map'], [ShadowRoot.prototype, 'elementFromPoint']]) {
        owner[name] = function () { window.overheard[window.overheard.length] = name; throw new Error('taken over'); };
      }
      undefined`);
    expect(await closedRoots(stage.driver, page)).toHaveLength(2);
    expect(await page.evaluate('window.overheard')).toEqual([]);
  });

  test('their coming and going is waited for', async () => {
    await page.evaluate(`setTimeout(() => document.querySelector('span[title]').remove(), 300); undefined`);
    await waitForClosedRoots(stage.driver, page, 'no root is left', (roots) => roots.length === 0);
    await expect(
      waitForClosedRoots(stage.driver, page, 'a root comes', (roots) => roots.length > 0, 200),
    ).rejects.toThrow(/a root comes. The closed roots say: \[\]/);
  });
});
