import { readFile, writeFile } from 'node:fs/promises';
import JSZip from 'jszip';
import { defineWxtModule } from 'wxt/modules';

/** The first moment that a zip can name. */
const NO_TIME = new Date('1980-01-01T00:00:00Z');

/**
 * Makes the zips of equal sources equal, byte by byte: a zip tells when it was made and in which order a folder was
 * read, and neither is anything that a build should tell.
 */
export default defineWxtModule((wxt) => {
  wxt.hook('zip:extension:done', (_, path) => level(path));
  wxt.hook('zip:sources:done', (_, path) => level(path));
});

async function level(path: string): Promise<void> {
  const made = await JSZip.loadAsync(await readFile(path));
  const files = Object.values(made.files).filter(({ dir }) => !dir);
  const same = new JSZip();
  for (const file of files.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    same.file(file.name, await file.async('nodebuffer'), { date: NO_TIME, createFolders: false });
  }
  const bytes = await same.generateAsync({
    type: 'nodebuffer',
    platform: 'DOS',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
  });
  await writeFile(path, bytes);
}
