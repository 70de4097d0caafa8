import { readFile, writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer-core';

/** Draws the extension's PNG icons from the one SVG: `npx tsx assets/icons/render.ts`. */
const sizes = [16, 32, 48, 96, 128];
const here = new URL('.', import.meta.url);
const svg = await readFile(new URL('lastgood.svg', here), 'utf8');

const browser = await puppeteer.launch({
  executablePath: process.env.CHROME ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage();
  for (const size of sizes) {
    await page.setViewport({ width: size, height: size });
    const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
    await page.setContent(
      `<style>body{margin:0}img{display:block}</style><img width="${size}" height="${size}" src="${image}">`,
    );
    await page.waitForFunction(() => document.images[0]?.complete === true);
    const png = await page.screenshot({ omitBackground: true });
    await writeFile(new URL(`../public/icon/${size}.png`, here), png);
  }
} finally {
  await browser.close();
}
